//! The fuzz target's body on bytes that proptest makes: anything at all, and good batches with a few
//! bytes changed, which get further.

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{fuzzing::fuzz_records, *};

proptest! {
    #[test]
    fn any_bytes_are_judged_without_panic(data in vec(any::<u8>(), 0..200)) {
        fuzz_records(&data);
    }

    #[test]
    fn good_batches_with_a_few_bytes_changed_are_judged_alike_by_all(
        count in 1..6_usize,
        codec: Index,
        changes in vec((any::<Index>(), any::<u8>()), 0..4),
    ) {
        let mut codecs = Codecs::new();
        let built: Vec<_> = codecs_built().collect();
        let compression = built[codec.index(built.len())];
        let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
        let mut batch = build(&samples(count), &fields, &mut codecs).to_vec();
        for (at, byte) in changes {
            let at = at.index(batch.len());
            batch[at] = byte;
        }
        fuzz_records(&batch);
    }
}
