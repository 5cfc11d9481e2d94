//! Small bodies that decompress to enormous ones: a check takes the same memory as for any other
//! batch and names the reason, and a reader stops at the limit.

use super::{check::rules, *};
use crate::model::limits::DECOMPRESSED_BATCH_BYTES_MAX;

/// A batch that claims one record, whose body is 300 MiB of zeros in `compression`.
fn bomb(compression: Compression, codecs: &mut Codecs) -> Bytes {
    let mut body = Vec::new();
    // One record of a length that the zeros do not end, so a parser has to walk them all.
    let zeros = vec![0_u8; 1 << 20];
    let front = [0xfe, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff, 0x0f];
    codecs.compress_run(compression, &front, &zeros, 300, &mut body);
    let mut batch = vec![0; BATCH_OVERHEAD];
    batch.extend_from_slice(&body);
    let template = build(&samples(1), &BatchFields::default(), codecs);
    let mut stamped = StampedHeader::copy_of(&template).unwrap();
    stamped.set_attributes(Attributes::default().with_compression(compression));
    stamped.seal(&body);
    batch[..BATCH_OVERHEAD].copy_from_slice(stamped.as_bytes());
    batch.into()
}

#[test]
fn a_bomb_of_any_codec_is_refused_where_it_crosses_the_limit() {
    let mut codecs = Codecs::new();
    for compression in codecs_built().filter(|codec| *codec != Compression::None) {
        let batch = bomb(compression, &mut codecs);
        let rules = AppendRules { batch_bytes_max: usize::MAX, ..rules() };
        let rejection = check_produced(&batch, &rules, Timestamp(0), &mut codecs).unwrap_err();
        let BatchRejection::Codec(CodecError::TooLarge { compressed, allowed }) = rejection else {
            panic!("{compression}: {rejection}");
        };
        assert_eq!(compressed, batch.len() - BATCH_OVERHEAD);
        assert!(allowed <= DECOMPRESSED_BATCH_BYTES_MAX);
        let body = batch.slice(BATCH_OVERHEAD..);
        let error = codecs.decompress(compression, &body).unwrap_err();
        assert_eq!(error, CodecError::TooLarge { compressed, allowed }, "{compression}");
    }
}

#[test]
fn a_topic_with_its_own_codec_refuses_a_bomb_as_soon_as_it_is_too_large() {
    let mut codecs = Codecs::new();
    for compression in codecs_built().filter(|codec| *codec != Compression::None) {
        let batch = bomb(compression, &mut codecs);
        let rules = AppendRules {
            compression: TargetCompression::To(Compression::None.into()),
            batch_bytes_max: batch.len() + 1_000_000,
            ..rules()
        };
        let rejection = check_produced(&batch, &rules, Timestamp(0), &mut codecs).unwrap_err();
        let BatchRejection::TooLarge { bytes, bytes_max } = rejection else {
            panic!("{compression}: {rejection}");
        };
        assert!(bytes < bytes_max + 100_000, "{compression} went on to {bytes}");
    }
}

#[test]
fn honest_runs_of_one_byte_pass_whatever_their_ratio() {
    let mut codecs = Codecs::new();
    let value = "0".repeat(4 << 20);
    for compression in codecs_built() {
        let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
        let batch = build(&[Sample::new(0, "k", &value)], &fields, &mut codecs);
        let rules = AppendRules { batch_bytes_max: usize::MAX, ..rules() };
        check_produced(&batch, &rules, Timestamp(0), &mut codecs).unwrap();
        assert_eq!(read(&batch, &mut codecs)[0].value.as_ref().unwrap().len(), 4 << 20);
    }
}
