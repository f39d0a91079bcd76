//! Arithmetic on many sixteen-bit integers at once.
//!
//! The network needs two operations. AVX2 has an instruction for each; other processors run plain loops. Both give the same
//! integers, so a text has the same statements on every machine.

/// The operations of the inner loops.
pub(super) trait Simd: Copy {
    /// `sums[l] += inputs · weights[2l..2l + 2]`: adds eight products of two.
    fn add_products(self, sums: [i32; 8], inputs: [i16; 2], weights: &[i16; 16]) -> [i32; 8];

    /// `sums[l] += x[l] · taps[l] / 2¹⁵`, rounded. A sum that is too large or too small saturates.
    fn add_scaled(self, sums: [i16; 16], x: &[i16; 16], taps: &[i16; 16]) -> [i16; 16];
}

/// A computation on the operations of a processor.
///
/// Its `run`, and all that `run` calls, must be `#[inline(always)]`: only then is it compiled for the processor's instructions.
pub(super) trait Kernel {
    type Output;

    fn run(self, simd: impl Simd) -> Self::Output;
}

/// Runs a kernel with the best instructions that this processor has.
pub(super) fn run<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = pulp::x86::V3::try_new() {
        return avx2.vectorize(OnAvx2 { avx2, kernel });
    }
    kernel.run(Scalar)
}

/// Plain loops, for every processor.
#[derive(Clone, Copy)]
struct Scalar;

impl Simd for Scalar {
    #[inline(always)]
    fn add_products(self, sums: [i32; 8], inputs: [i16; 2], weights: &[i16; 16]) -> [i32; 8] {
        let product = |l: usize, k: usize| i32::from(inputs[k]) * i32::from(weights[2 * l + k]);
        std::array::from_fn(|l| sums[l] + product(l, 0) + product(l, 1))
    }

    #[inline(always)]
    fn add_scaled(self, sums: [i16; 16], x: &[i16; 16], taps: &[i16; 16]) -> [i16; 16] {
        let scaled = |l: usize| (i32::from(x[l]) * i32::from(taps[l]) + (1 << 14)) >> 15;
        std::array::from_fn(|l| sums[l].saturating_add(scaled(l) as i16))
    }
}

#[cfg(target_arch = "x86_64")]
impl Simd for pulp::x86::V3 {
    #[inline(always)]
    fn add_products(self, sums: [i32; 8], inputs: [i16; 2], weights: &[i16; 16]) -> [i32; 8] {
        let pairs = self.avx._mm256_set1_epi32(pulp::cast(inputs));
        let products = self.avx2._mm256_madd_epi16(pairs, pulp::cast(*weights));
        pulp::cast(self.avx2._mm256_add_epi32(pulp::cast(sums), products))
    }

    #[inline(always)]
    fn add_scaled(self, sums: [i16; 16], x: &[i16; 16], taps: &[i16; 16]) -> [i16; 16] {
        let scaled = self.avx2._mm256_mulhrs_epi16(pulp::cast(*x), pulp::cast(*taps));
        pulp::cast(self.avx2._mm256_adds_epi16(pulp::cast(sums), scaled))
    }
}

#[cfg(target_arch = "x86_64")]
struct OnAvx2<K> {
    avx2: pulp::x86::V3,
    kernel: K,
}

#[cfg(target_arch = "x86_64")]
impl<K: Kernel> pulp::NullaryFnOnce for OnAvx2<K> {
    type Output = K::Output;

    #[inline(always)]
    fn call(self) -> K::Output {
        self.kernel.run(self.avx2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Both<'x>(&'x [i16; 16], &'x [i16; 16]);

    impl Kernel for Both<'_> {
        type Output = ([i32; 8], [i16; 16]);

        #[inline(always)]
        fn run(self, simd: impl Simd) -> Self::Output {
            let Self(x, weights) = self;
            let products = simd.add_products([7; 8], [x[0], x[1]], weights);
            (products, simd.add_scaled(*x, x, weights))
        }
    }

    proptest! {
        #[test]
        fn every_processor_gives_the_same_integers(x: [i16; 16], weights in proptest::array::uniform16(-32767i16..)) {
            prop_assert_eq!(run(Both(&x, &weights)), Both(&x, &weights).run(Scalar));
        }
    }
}
