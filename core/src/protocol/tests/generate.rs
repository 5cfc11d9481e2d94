//! Makes valid bytes of a message from its schema alone: a second, independent reading of the
//! encoding, which knows nothing of the code that the derive macro writes.

use crate::{
    model::Rng,
    protocol::codec::{FieldSchema, FieldType, MessageSchema, Versions},
};

/// Random bytes of a message in one version, in the one way in which Kafka would write them.
pub(super) fn generate(schema: &MessageSchema, version: i16, rng: &mut Rng) -> Vec<u8> {
    let mut generator = Generator {
        version,
        flexible: schema.flexible_versions.contains(version),
        rng,
        bytes: Vec::new(),
    };
    generator.fields(schema.fields);
    generator.bytes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Allowed,
    Forbidden,
}

struct Generator<'a> {
    version: i16,
    flexible: bool,
    rng: &'a mut Rng,
    bytes: Vec<u8>,
}

impl Generator<'_> {
    fn fields(&mut self, fields: &[FieldSchema]) {
        for field in fields.iter().filter(|field| field.tag.is_none()) {
            if field.versions.contains(self.version) {
                self.field(field);
            }
        }
        if self.flexible {
            self.tagged(fields);
        }
    }

    fn tagged(&mut self, fields: &[FieldSchema]) {
        let mut written: Vec<(u32, Vec<u8>)> = Vec::new();
        let version = self.version;
        for field in fields.iter().filter(|field| field.versions.contains(version)) {
            let Some(tag) = field.tag else { continue };
            if self.rng.below(2) == 0 {
                continue;
            }
            let outer = std::mem::take(&mut self.bytes);
            self.field(field);
            let value = std::mem::replace(&mut self.bytes, outer);
            // A tagged field that equals its default is left out, so it may not be written here.
            if value != self.default_of(field) {
                written.push((tag.tag, value));
            }
        }
        written.sort();
        self.varint(written.len() as u32);
        for (tag, value) in written {
            self.varint(tag);
            self.varint(value.len() as u32);
            self.bytes.extend(value);
        }
    }

    /// What the value of a tagged field must not be.
    fn default_of(&mut self, field: &FieldSchema) -> Vec<u8> {
        let outer = std::mem::take(&mut self.bytes);
        let nullable = field.nullable_versions.contains(self.version);
        let null = if nullable { Null::Allowed } else { Null::Forbidden };
        match field.default {
            "null" => self.null(field),
            default => self.default_value(field.field_type, default, null),
        }
        std::mem::replace(&mut self.bytes, outer)
    }

    fn default_value(&mut self, field_type: FieldType, default: &str, null: Null) {
        let number = default.parse::<i64>().unwrap_or(i64::from(default == "true"));
        match field_type {
            FieldType::Bool | FieldType::Int8 => self.bytes.push(number as u8),
            FieldType::Int16 | FieldType::Uint16 => {
                self.bytes.extend((number as i16).to_be_bytes());
            }
            FieldType::Int32 | FieldType::Uint32 => {
                self.bytes.extend((number as i32).to_be_bytes());
            }
            FieldType::Int64 => self.bytes.extend(number.to_be_bytes()),
            FieldType::Float64 => self.bytes.extend([0; 8]),
            FieldType::Uuid => self.bytes.extend([0; 16]),
            FieldType::String => self.length(0, 2),
            FieldType::Bytes | FieldType::Records | FieldType::Array(_) => self.length(0, 4),
            FieldType::Struct(schema) => {
                if null == Null::Allowed {
                    self.bytes.push(1);
                }
                for field in schema.fields.iter().filter(|field| field.tag.is_none()) {
                    if field.versions.contains(self.version) {
                        let value = self.default_of(field);
                        self.bytes.extend(value);
                    }
                }
                self.varint(0);
            }
        }
    }

    fn field(&mut self, field: &FieldSchema) {
        let outer_flexible = self.flexible;
        if field.flexible_versions == Some(Versions::NONE) {
            self.flexible = false;
        }
        let nullable = field.nullable_versions.contains(self.version);
        if nullable && self.rng.below(3) == 0 {
            self.null(field);
        } else {
            if nullable && matches!(field.field_type, FieldType::Struct(_)) {
                self.bytes.push(1);
            }
            self.value(field.field_type);
        }
        self.flexible = outer_flexible;
    }

    fn value(&mut self, field_type: FieldType) {
        match field_type {
            FieldType::Bool => {
                let bit = self.rng.below(2) as u8;
                self.bytes.push(bit);
            }
            FieldType::Int8 => self.random(1),
            FieldType::Int16 | FieldType::Uint16 => self.random(2),
            FieldType::Int32 | FieldType::Uint32 => self.random(4),
            FieldType::Int64 => self.random(8),
            FieldType::Float64 => {
                // No NaN: it equals nothing, not even itself read again.
                let number = (self.rng.below(2_000_001) as f64 - 1e6) / 64.0;
                self.bytes.extend(number.to_be_bytes());
            }
            FieldType::Uuid => self.random(16),
            FieldType::String => {
                let length = self.some_length();
                let text: String = (0..length).map(|_| self.character()).collect();
                self.length(text.len(), 2);
                self.bytes.extend(text.bytes());
            }
            FieldType::Bytes | FieldType::Records => {
                let length = self.some_length();
                self.length(length, 4);
                self.random(length);
            }
            FieldType::Struct(schema) => self.fields(schema.fields),
            FieldType::Array(items) => {
                let count = match (self.rng.below(32), items) {
                    // Over the border where a varint takes a second byte; structs would get large.
                    (0, items) if !matches!(items, FieldType::Struct(_)) => 130,
                    _ => self.rng.below(4) as usize,
                };
                self.length(count, 4);
                for _ in 0..count {
                    self.value(*items);
                }
            }
        }
    }

    fn null(&mut self, field: &FieldSchema) {
        match field.field_type {
            FieldType::Struct(_) => self.bytes.push(if field.tag.is_some() { 0 } else { 0xff }),
            _ if self.flexible => self.bytes.push(0),
            FieldType::String => self.bytes.extend([0xff; 2]),
            FieldType::Bytes | FieldType::Records | FieldType::Array(_) => {
                self.bytes.extend([0xff; 4]);
            }
            FieldType::Bool
            | FieldType::Int8
            | FieldType::Int16
            | FieldType::Int32
            | FieldType::Int64
            | FieldType::Uint16
            | FieldType::Uint32
            | FieldType::Float64
            | FieldType::Uuid => panic!("{} has no null", field.field_type),
        }
    }

    /// Mostly ASCII, sometimes what takes two, three or four bytes.
    fn character(&mut self) -> char {
        const OTHERS: [char; 5] = ['\0', 'ß', '漢', '\u{ffff}', '🦦'];
        match self.rng.below(20) {
            other @ 0..5 => OTHERS[other as usize],
            letter => char::from(b'a' + letter as u8),
        }
    }

    /// Mostly short, sometimes over the border where a varint takes a second byte.
    fn some_length(&mut self) -> usize {
        match self.rng.below(8) {
            0 => 0,
            1 => 120 + self.rng.below(200) as usize,
            short => short as usize,
        }
    }

    fn length(&mut self, length: usize, width: usize) {
        if self.flexible {
            self.varint(length as u32 + 1);
        } else {
            self.bytes.extend(&(length as u32).to_be_bytes()[4 - width..]);
        }
    }

    fn varint(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    fn random(&mut self, count: usize) {
        for _ in 0..count {
            let byte = self.rng.next_u64() as u8;
            self.bytes.push(byte);
        }
    }
}
