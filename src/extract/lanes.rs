//! Arithmetic on many sixteen-bit integers at once.
//!
//! The network is made of two steps, each of which a processor has an instruction for; where it has none, plain loops do
//! the same. Both give the same integers, so that a text has the same statements on every machine.

/// What the inner loops need of a processor.
pub(super) trait Lanes: Copy {
    /// `sums[l] += inputs · weights[l]`, the weights of a sum being a pair that stands side by side.
    fn add_products(self, sums: [i32; 8], inputs: [i16; 2], weights: &[i16; 16]) -> [i32; 8];

    /// `sums[l] += x[l] · taps[l] / 2¹⁵`, rounded; a sum that is too large stays at the largest number.
    fn add_scaled(self, sums: [i16; 16], x: &[i16; 16], taps: &[i16; 16]) -> [i16; 16];
}

/// Something to do on a processor's lanes. Its `run`, and all that it calls, must be `#[inline(always)]`: only then is it
/// compiled for the instructions that the processor has.
pub(super) trait Work {
    type Output;

    fn run(self, lanes: impl Lanes) -> Self::Output;
}

/// Does it with the widest lanes that this processor has.
pub(super) fn run<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = pulp::x86::V3::try_new() {
        return avx2.vectorize(OnAvx2 { avx2, work });
    }
    work.run(Plain)
}

/// Loops that every processor can run.
#[derive(Clone, Copy)]
struct Plain;

impl Lanes for Plain {
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
impl Lanes for pulp::x86::V3 {
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
struct OnAvx2<W> {
    avx2: pulp::x86::V3,
    work: W,
}

#[cfg(target_arch = "x86_64")]
impl<W: Work> pulp::NullaryFnOnce for OnAvx2<W> {
    type Output = W::Output;

    #[inline(always)]
    fn call(self) -> W::Output {
        self.work.run(self.avx2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Both<'x>(&'x [i16; 16], &'x [i16; 16]);

    impl Work for Both<'_> {
        type Output = ([i32; 8], [i16; 16]);

        #[inline(always)]
        fn run(self, lanes: impl Lanes) -> Self::Output {
            let Self(x, weights) = self;
            let products = lanes.add_products([7; 8], [x[0], x[1]], weights);
            (products, lanes.add_scaled(*x, x, weights))
        }
    }

    proptest! {
        #[test]
        fn every_processor_gives_the_same_integers(x: [i16; 16], weights in proptest::array::uniform16(-32767i16..)) {
            prop_assert_eq!(run(Both(&x, &weights)), Both(&x, &weights).run(Plain));
        }
    }
}
