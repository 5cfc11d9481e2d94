//! What the fuzz targets run. Plain functions, so that a test replays the corpus on stable Rust.
//! Each takes any bytes and panics if something is found that must never be.

use bytes::{Bytes, BytesMut};

use super::{
    ApiKey, FrameDecoder,
    codec::{DecodeError, Message, Reader, Writer},
    decode_request_header, for_each_api, messages,
};

/// Feeds a stream in pieces: the first byte says how large they are.
pub fn frame_decoder(data: &[u8]) {
    let Some((chunk, stream)) = data.split_first() else { return };
    let mut decoder = FrameDecoder::new(1 << 16);
    let mut buffer = BytesMut::new();
    let mut left = stream.len();
    for part in stream.chunks(usize::from(*chunk) + 1) {
        buffer.extend_from_slice(part);
        loop {
            match decoder.next(&mut buffer) {
                Ok(Some(frame)) => {
                    let used = frame.len() + size_of::<i32>();
                    assert!(used <= left, "more came out than went in");
                    left -= used;
                }
                Ok(None) => break,
                Err(_) => return,
            }
        }
    }
}

/// Header and body of a request. What decodes must encode, and decode again to the same.
pub fn request(data: &[u8]) {
    let mut reader = Reader::new(Bytes::copy_from_slice(data));
    let Ok(header) = decode_request_header(&mut reader) else { return };
    let Some(api) = ApiKey::from_code(header.request_api_key) else { return };
    // An error is as good an answer as any; only panics and differences count.
    let _ = body(api, &mut reader, header.request_api_version);
}

macro_rules! body_of_any_api {
    ($($key:literal $name:ident $request:ident $response:ident,)*) => {
        fn body(api: ApiKey, reader: &mut Reader, version: i16) -> Result<(), DecodeError> {
            match api {
                $(ApiKey::$name => {
                    let mut as_response = reader.clone();
                    round_trip::<messages::$request>(reader, version)?;
                    round_trip::<messages::$response>(&mut as_response, version)
                })*
            }
        }
    };
}

for_each_api!(body_of_any_api);

fn round_trip<M: Message>(reader: &mut Reader, version: i16) -> Result<(), DecodeError> {
    let message = M::decode(reader, version)?;
    let mut writer = Writer::new();
    match message.encode(&mut writer, version) {
        Ok(()) => {}
        // Tolerated when read, never written: strings over 32767 bytes in flexible versions.
        Err(_) => return Ok(()),
    }
    assert_eq!(message.encoded_size(version), Ok(writer.len()), "size and bytes differ");
    let mut again = Reader::new(joined(writer));
    let second = M::decode(&mut again, version);
    // Floats may be NaN, which equals nothing; their text tells.
    let same =
        second.as_ref() == Ok(&message) || format!("{second:?}") == format!("Ok({message:?})");
    assert!(same && again.remaining() == 0, "a second round differs");
    Ok(())
}

fn joined(writer: Writer) -> Bytes {
    writer.into_records().read().unwrap_or_default()
}
