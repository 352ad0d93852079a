//! Compresses what is published.
//!
//! A crate of its own because both compressors are generic: their loops are compiled where they are called, and in the site's crate, which development builds do not
//! optimise, the same site took four times as long to compress.

use std::io::{self, Write};

/// `content` in brotli: the best quality (11), a window of 16 MB.
///
/// # Errors
/// The compressor's; writing to memory has none of its own.
pub fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    brotli::CompressorWriter::new(&mut compressed, 65_536, 11, 24).write_all(content)?;
    Ok(compressed)
}

/// `content` in gzip: the best level (9).
///
/// # Errors
/// As [`brotli`].
pub fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    gzip.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_is_read_back_and_weighs_less() {
        let content = "Le Centre d'action interculturelle. ".repeat(200);
        let (brotli, gzip) = (super::brotli(content.as_bytes()).unwrap(), super::gzip(content.as_bytes()).unwrap());
        assert!(brotli.len() < gzip.len() && gzip.len() < content.len() / 20, "{} and {} bytes", brotli.len(), gzip.len());
        let (mut one, mut other) = (String::new(), String::new());
        brotli::Decompressor::new(brotli.as_slice(), 4096).read_to_string(&mut one).unwrap();
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut other).unwrap();
        assert_eq!([one, other], [content.clone(), content]);
    }

    #[test]
    fn nothing_is_still_a_file() {
        assert!(!brotli(b"").unwrap().is_empty());
        assert!(!gzip(b"").unwrap().is_empty());
    }
}
