//! Files beside the pages: named by their content, compressed beforehand.

use super::error::PublishError;
use sha2::{Digest, Sha256, Sha384};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The first eight hexadecimal digits of what is in the file: enough to tell two versions apart.
#[must_use]
pub fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// As `integrity` has it.
#[must_use]
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(content)))
}

/// As a content policy has it.
#[must_use]
pub fn policy_hash(content: &[u8]) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(content)))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |group, (index, byte)| group | u32::from(*byte) << (16 - 8 * index));
        for place in 0..4 {
            let letter = char::from(LETTERS[(group >> (18 - 6 * place)) as usize & 63]);
            text.push(if place <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

/// Writes `content` at `place` under `folder`, making the folders on the way.
///
/// # Errors
/// The file's.
pub fn write(folder: &Path, place: &str, content: &[u8]) -> Result<(), PublishError> {
    let path = folder.join(place);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(PublishError::at(parent))?;
    }
    fs::write(&path, content).map_err(PublishError::at(&path))
}

/// Every file under `folder`, in alphabetical order.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(PublishError::at(folder))? {
        let path = entry.map_err(PublishError::at(folder))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes `.br` (quality 11) and `.gz` (level 9) beside every file of text or program, on all cores.
///
/// # Errors
/// The first file that could not be read or written.
pub fn compress_all(folder: &Path) -> Result<(), PublishError> {
    let compressible = ["html", "js", "wasm", "json", "svg", "txt", "xml", "css", "csv", "pcol"];
    let mut todo: Vec<PathBuf> =
        files(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| compressible.iter().any(|known| extension == *known))).collect();
    // The heaviest first, so that the last core to finish has little to do.
    todo.sort_by_key(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    let todo = std::sync::Mutex::new(todo);
    let next = || todo.lock().ok().and_then(|mut todo| todo.pop());
    let work = || {
        while let Some(path) = next() {
            compress(&path)?;
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn compress(path: &Path) -> Result<(), PublishError> {
    let content = fs::read(path).map_err(PublishError::at(path))?;
    let beside = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    fs::write(beside("br"), passerelle_press::brotli(&content).map_err(PublishError::at(path))?).map_err(PublishError::at(beside("br")))?;
    fs::write(beside("gz"), passerelle_press::gzip(&content).map_err(PublishError::at(path))?).map_err(PublishError::at(beside("gz")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_rfc_has_it() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expected, "{bytes}");
        }
    }
}
