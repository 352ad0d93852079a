//! The pictures and documents that come with the pages of a WordPress, downloaded.

use super::{
    addresses::{Addresses, extension, name_of},
    error::SourceError,
    html::{Picture, Surroundings},
    http::Client,
};
use std::collections::BTreeMap;

/// As the checker has them.
const HEAVIEST_IMAGE: u64 = 200_000;
/// In pixels, on its longer side.
const LARGEST_IMAGE: u32 = 2000;
const HEAVIEST_FILE: u64 = 20_000_000;
const IMAGES: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];
const FILES: [&str; 12] = ["pdf", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt"];

/// A page's place while its text is converted: downloads what comes with it.
pub struct Place<'a> {
    /// WordPress.
    pub client: &'a Client,
    /// Its addresses.
    pub addresses: &'a Addresses,
    /// What was downloaded, by place under the folder around the content.
    pub assets: &'a mut BTreeMap<String, Vec<u8>>,
}

impl Place<'_> {
    fn fetch(&mut self, place: &str, address: &str, most: u64) -> Result<&Vec<u8>, SourceError> {
        if !self.assets.contains_key(place) {
            let bytes = self.client.bytes(address, most)?;
            self.assets.insert(place.to_owned(), bytes);
        }
        Ok(&self.assets[place])
    }
}

impl Surroundings for Place<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        if FILES.contains(&extension(address).as_str()) && self.addresses.upload(self.client.site(), address).is_some() {
            return self.file(address).ok().map(|(href, _)| href);
        }
        self.addresses.resolve(address)
    }

    /// The widest size that is not too large, then lighter ones.
    fn picture(&mut self, picture: &Picture) -> Result<(String, u32, u32), &'static str> {
        let mut sizes: Vec<(Option<u32>, String)> = Vec::new();
        for (address, width) in &picture.sources {
            let address = self.addresses.upload(self.client.site(), address).ok_or("elle n'est pas dans la médiathèque de ce WordPress")?;
            if !IMAGES.contains(&extension(&address).as_str()) {
                return Err("son format n'est pas repris ; donnez-la en JPEG, PNG ou WebP");
            }
            if width.is_none_or(|width| width <= LARGEST_IMAGE) && !sizes.iter().any(|(_, known)| *known == address) {
                sizes.push((*width, address));
            }
        }
        sizes.sort_by_key(|(width, _)| std::cmp::Reverse(width.unwrap_or(LARGEST_IMAGE)));
        let mut why = "elle est trop grande ; il la faut de 2000 pixels de côté au plus";
        for (_, address) in sizes {
            let place = name_of("images/wordpress", &address).ok_or("son adresse n'est pas comprise")?;
            match self.fetch(&place, &address, HEAVIEST_IMAGE) {
                Ok(bytes) => match imagesize::blob_size(bytes) {
                    Ok(size) if size.width.max(size.height) <= LARGEST_IMAGE as usize => {
                        let number = |pixels: usize| u32::try_from(pixels).unwrap_or(LARGEST_IMAGE);
                        return Ok((format!("/{place}"), number(size.width), number(size.height)));
                    }
                    Ok(_) => drop(self.assets.remove(&place)),
                    Err(_) => {
                        self.assets.remove(&place);
                        why = "ce n'est pas une image lisible";
                    }
                },
                Err(SourceError::TooLarge { .. }) => why = "elle est trop lourde ; il la faut de 200 ko au plus",
                Err(_) => why = "elle ne peut être lue",
            }
        }
        Err(why)
    }

    fn file(&mut self, address: &str) -> Result<(String, u32), &'static str> {
        let address = self.addresses.upload(self.client.site(), address).ok_or("il n'est pas dans la médiathèque de ce WordPress")?;
        if !FILES.contains(&extension(&address).as_str()) {
            return Err("son format n'est pas repris");
        }
        let place = name_of("documents/wordpress", &address).ok_or("son adresse n'est pas comprise")?;
        match self.fetch(&place, &address, HEAVIEST_FILE) {
            Ok(bytes) => Ok((format!("/{place}"), u32::try_from(bytes.len().div_ceil(1000)).unwrap_or(u32::MAX))),
            Err(SourceError::TooLarge { .. }) => Err("il est trop lourd ; il le faut de 20 Mo au plus"),
            Err(_) => Err("il ne peut être lu"),
        }
    }
}
