//! Each type's encoding. A field's value is written by its type alone; version, encoding and
//! whether null is allowed are handed in as a [`Format`].

use bytes::Bytes;
use bytestring::ByteString;

use super::{
    DecodeProblem, Decoded, EncodeProblem, Encoded, FieldType, Reader, Records, Secret, Writer,
    reader::LengthWidth,
};
use crate::model::Uuid;

/// How a value is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// The message's version.
    pub(crate) version: i16,
    /// Whether lengths are compact and structs end in tagged fields.
    pub(crate) flexible: bool,
    /// Whether null is allowed.
    pub(crate) nullable: bool,
    /// Whether it is the value of a tagged field, where the marker of a struct is another one.
    pub(crate) tagged: bool,
}

/// A type that stands in messages.
pub(crate) trait Wire: Sized {
    const TYPE: FieldType;
    fn read(reader: &mut Reader, format: Format) -> Decoded<Self>;
    fn write(&self, writer: &mut Writer, format: Format) -> Encoded<()>;
}

/// A type that has a null. Types with a length have a length for null. Structs have a marker before
/// them, which is what is written here: a signed byte, below zero for null; in a tagged field an
/// unsigned varint, zero for null.
pub(crate) trait NullableWire: Wire {
    fn read_nullable(reader: &mut Reader, format: Format) -> Decoded<Option<Self>> {
        let offset = reader.position();
        let present = if format.tagged {
            reader.unsigned_varint()? > 0
        } else {
            reader.fixed().map(i8::from_be_bytes)? >= 0
        };
        if present {
            return Self::read(reader, format).map(Some);
        }
        null(format, offset)
    }

    fn write_nullable(value: Option<&Self>, writer: &mut Writer, format: Format) -> Encoded<()> {
        match value {
            Some(value) => {
                writer.fixed([1]);
                value.write(writer, format)
            }
            None => {
                check_null(format)?;
                writer.fixed([if format.tagged { 0 } else { 0xff }]);
                Ok(())
            }
        }
    }
}

impl<T: NullableWire> Wire for Option<T> {
    const TYPE: FieldType = T::TYPE;

    #[inline]
    fn read(reader: &mut Reader, format: Format) -> Decoded<Self> {
        if format.nullable || !matches!(T::TYPE, FieldType::Struct(_)) {
            T::read_nullable(reader, format)
        } else {
            T::read(reader, format).map(Some)
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer, format: Format) -> Encoded<()> {
        match self {
            // A struct has no marker in versions in which it cannot be null.
            Some(value) if !format.nullable => value.write(writer, format),
            value => T::write_nullable(value.as_ref(), writer, format),
        }
    }
}

macro_rules! numbers {
    ($($number:ty => $field_type:ident),*) => {$(
        impl Wire for $number {
            const TYPE: FieldType = FieldType::$field_type;

            #[inline]
            fn read(reader: &mut Reader, _: Format) -> Decoded<Self> {
                reader.fixed().map(Self::from_be_bytes)
            }

            #[inline]
            fn write(&self, writer: &mut Writer, _: Format) -> Encoded<()> {
                writer.fixed(self.to_be_bytes());
                Ok(())
            }
        }
    )*};
}

numbers!(
    i8 => Int8, i16 => Int16, i32 => Int32, i64 => Int64, u16 => Uint16, u32 => Uint32,
    f64 => Float64
);

impl Wire for bool {
    const TYPE: FieldType = FieldType::Bool;

    #[inline]
    fn read(reader: &mut Reader, _: Format) -> Decoded<Self> {
        reader.fixed().map(|[byte]| byte != 0)
    }

    #[inline]
    fn write(&self, writer: &mut Writer, _: Format) -> Encoded<()> {
        writer.fixed([u8::from(*self)]);
        Ok(())
    }
}

impl Wire for Uuid {
    const TYPE: FieldType = FieldType::Uuid;

    #[inline]
    fn read(reader: &mut Reader, _: Format) -> Decoded<Self> {
        reader.fixed().map(Self)
    }

    #[inline]
    fn write(&self, writer: &mut Writer, _: Format) -> Encoded<()> {
        writer.fixed(self.0);
        Ok(())
    }
}

/// Types that are a length and that many bytes or items.
macro_rules! with_length {
    ([$($generic:tt)*] $type:ty, $field_type:expr, $width:ident,
     $read:expr, $length:expr, $write:expr) => {
        impl<$($generic)*> Wire for $type {
            const TYPE: FieldType = $field_type;

            #[inline]
            fn read(reader: &mut Reader, format: Format) -> Decoded<Self> {
                let offset = reader.position();
                match reader.length(LengthWidth::$width, format)? {
                    Some(length) => $read(reader, length, format),
                    None => Err(DecodeProblem::Null.at(offset)),
                }
            }

            #[inline]
            fn write(&self, writer: &mut Writer, format: Format) -> Encoded<()> {
                write_length(writer, LengthWidth::$width, $length(self), format)?;
                $write(self, writer, format)
            }
        }

        impl<$($generic)*> NullableWire for $type {
            #[inline]
            fn read_nullable(reader: &mut Reader, format: Format) -> Decoded<Option<Self>> {
                let offset = reader.position();
                match reader.length(LengthWidth::$width, format)? {
                    Some(length) => $read(reader, length, format).map(Some),
                    None => null(format, offset),
                }
            }

            #[inline]
            fn write_nullable(
                value: Option<&Self>,
                writer: &mut Writer,
                format: Format,
            ) -> Encoded<()> {
                match value {
                    Some(value) => value.write(writer, format),
                    None => write_null(writer, LengthWidth::$width, format),
                }
            }
        }
    };
}

with_length!(
    [] ByteString,
    FieldType::String,
    Short,
    |reader: &mut Reader, length, _| reader.text(length),
    |text: &ByteString| text.len(),
    |text: &ByteString, writer: &mut Writer, _| {
        writer.bytes(text.as_bytes());
        Ok(())
    }
);

with_length!(
    [] Bytes,
    FieldType::Bytes,
    Long,
    |reader: &mut Reader, length, _| reader.bytes(length),
    |bytes: &Bytes| bytes.len(),
    |bytes: &Bytes, writer: &mut Writer, _| {
        writer.bytes(bytes);
        Ok(())
    }
);

with_length!(
    [] Secret,
    FieldType::Bytes,
    Long,
    |reader: &mut Reader, length, _| reader.bytes(length).map(Secret),
    |secret: &Secret| secret.0.len(),
    |secret: &Secret, writer: &mut Writer, _| {
        writer.bytes(&secret.0);
        Ok(())
    }
);

with_length!(
    [] Records,
    FieldType::Records,
    Long,
    |reader: &mut Reader, length, _| reader.bytes(length).map(Records::from),
    |records: &Records| records.len(),
    |records: &Records, writer: &mut Writer, _| {
        writer.records(records);
        Ok(())
    }
);

with_length!(
    [T: Wire] Vec<T>,
    FieldType::Array(&T::TYPE),
    Long,
    read_items,
    |items: &Vec<T>| items.len(),
    write_items
);

fn read_items<T: Wire>(reader: &mut Reader, count: usize, format: Format) -> Decoded<Vec<T>> {
    let available = reader.remaining();
    if count > available {
        // Every item takes a byte at least; whoever claims more lies.
        return Err(DecodeProblem::TooManyItems { count, available }.at(reader.position()));
    }
    // A claim sets aside no more memory than the frame has bytes left; what is really there may.
    let mut items = Vec::with_capacity(count.min(available / size_of::<T>().max(1) + 1));
    let format = Format { nullable: false, ..format };
    for _ in 0..count {
        items.push(T::read(reader, format)?);
    }
    Ok(items)
}

fn write_items<T: Wire>(items: &[T], writer: &mut Writer, format: Format) -> Encoded<()> {
    let format = Format { nullable: false, ..format };
    for item in items {
        item.write(writer, format)?;
    }
    Ok(())
}

#[inline]
fn write_length(
    writer: &mut Writer,
    width: LengthWidth,
    length: usize,
    format: Format,
) -> Encoded<()> {
    let max = match width {
        LengthWidth::Short => i16::MAX as usize,
        LengthWidth::Long => i32::MAX as usize - 1,
    };
    // A compact string could be longer, but no broker takes one.
    if length > max {
        return Err(EncodeProblem::TooLong { length, max }.boxed());
    }
    match (format.flexible, width) {
        (true, _) => writer.unsigned_varint(length as u32 + 1),
        (false, LengthWidth::Short) => writer.fixed((length as i16).to_be_bytes()),
        (false, LengthWidth::Long) => writer.fixed((length as i32).to_be_bytes()),
    }
    Ok(())
}

fn write_null(writer: &mut Writer, width: LengthWidth, format: Format) -> Encoded<()> {
    check_null(format)?;
    match (format.flexible, width) {
        (true, _) => writer.fixed([0]),
        (false, LengthWidth::Short) => writer.fixed([0xff; 2]),
        (false, LengthWidth::Long) => writer.fixed([0xff; 4]),
    }
    Ok(())
}

/// Whether a field is set. Both sides have one type, which `!=` alone would not say.
#[inline]
pub(crate) fn differs<T: PartialEq>(value: &T, default: &T) -> bool {
    value != default
}

fn check_null(format: Format) -> Encoded<()> {
    if format.nullable { Ok(()) } else { Err(EncodeProblem::Null(format.version).boxed()) }
}

fn null<T>(format: Format, offset: usize) -> Decoded<Option<T>> {
    if format.nullable { Ok(None) } else { Err(DecodeProblem::Null.at(offset)) }
}
