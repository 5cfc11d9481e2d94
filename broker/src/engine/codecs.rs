//! Codec contexts, lent to whoever has a batch to decompress. A context is large and slow to make;
//! as many exist as were ever needed at a time.

use ottla_core::protocol::records::Codecs;
use parking_lot::Mutex;

/// The node's codec contexts.
#[derive(Default)]
pub struct CodecPool {
    idle: Mutex<Vec<Codecs>>,
}

impl CodecPool {
    /// Calls `work` with contexts that nobody else uses meanwhile.
    pub fn lend<R>(&self, work: impl FnOnce(&mut Codecs) -> R) -> R {
        let idle = self.idle.lock().pop();
        let mut codecs = idle.unwrap_or_default();
        let result = work(&mut codecs);
        self.idle.lock().push(codecs);
        result
    }
}
