//! The sizes of the network. Inference, training and the weights file share them; change one and the weights must be learned
//! again.

/// Columns of the encoder.
pub(super) const ENCODER_WIDTH: usize = 64;
/// For each layer of the encoder, how many tokens it sees to either side. All are equal.
pub(super) const ENCODER_REACH: [usize; 4] = [2; 4];
/// For each layer of the encoder, how far apart the tokens are that it sees.
pub(super) const ENCODER_STEP: [usize; 4] = [1, 1, 2, 4];
/// How many tokens to either side the encoder's output for a token depends on: the sum of [`ENCODER_REACH`] times [`ENCODER_STEP`].
pub(super) const CONTEXT: usize = 16;
/// Columns of the span network.
pub(super) const SPAN_WIDTH: usize = 48;
/// For each layer of the span network, how many tokens it sees to either side. All are equal.
pub(super) const SPAN_REACH: [usize; 3] = [3; 3];
/// For each layer of the span network, how far apart the tokens are that it sees.
pub(super) const SPAN_STEP: [usize; 3] = [1, 2, 4];

/// Outputs of the encoder's heads for a token: one for each label of the CRF, the cue, the act, the role, padding, the parts of
/// speech, the kinds of names.
pub(super) const HEADS: usize = 24;
/// The head that scores a token as a cue.
pub(super) const CUE_HEAD: usize = 4;
/// The head that scores a cue as one of speech, not of thought.
pub(super) const SPEECH_HEAD: usize = 5;
/// The head that scores a token as a part of somebody's role.
pub(super) const ROLE_HEAD: usize = 6;
/// The heads that score a token as each part of speech.
pub(super) const TAG_HEADS: std::ops::Range<usize> = 8..20;
/// The heads that score a token as part of no name, of a person's, of an organization's, and of another.
pub(super) const NAME_HEADS: std::ops::Range<usize> = 20..24;

/// Rows that a token has in the feature table.
pub(super) const FEATURES: usize = 8;
/// Rows of the feature table for each feature, in the order of [`mod@super::features`].
pub(super) const FEATURE_ROWS: [u32; FEATURES] = [1024, 4096, 1024, 64, 256, 256, 64, 8192];
/// Rows of the whole feature table.
pub(super) const TABLE: usize = 1024 + 4096 + 1024 + 64 + 256 + 256 + 64 + 8192;
/// Rows that words outside the vocabulary share.
pub(super) const UNKNOWN: usize = 2048;

/// Rows that a token has in the place table.
pub(super) const PLACES: usize = 4;
/// Rows of the place table.
pub(super) const PLACE_ROWS: usize = 48 + 64 + 64 + 64;

/// Numbers in a word vector, which only training reads.
#[cfg(feature = "train")]
pub(super) const VECTOR: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_fit_their_parts() {
        assert_eq!(CONTEXT, ENCODER_REACH.iter().zip(ENCODER_STEP).map(|(reach, step)| reach * step).sum::<usize>());
        assert_eq!(TABLE, FEATURE_ROWS.iter().sum::<u32>() as usize);
    }
}
