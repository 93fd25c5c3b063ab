//! Forms as a browser sends them.

/// Fields in the order they stand in the form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) fields: Vec<(String, String)>,
    /// The file that was chosen, where the form takes one.
    pub(crate) file: Vec<u8>,
}

impl Form {
    /// The same form with a field filled in.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The same form with this field missing.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    /// The same form with one more field, whatever stands in it already.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Fills a field in. Whoever types a new password types it again where the form asks for that.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        if name == "new_password" && self.value("confirm_password").is_some() {
            self.set("confirm_password", value);
        }
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    /// What a field holds.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same form with a file chosen.
    pub(crate) fn with_file(self, file: &[u8]) -> Self {
        Self { file: file.to_vec(), ..self }
    }

    /// As it travels to where a file is taken.
    pub(crate) fn in_parts(&self, boundary: &str) -> Vec<u8> {
        let mut out = vec![];
        for (name, value) in self.fields.iter().filter(|(name, _)| !["logo", "photo"].contains(&name.as_str())) {
            let part = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            out.extend_from_slice(part.as_bytes());
        }
        let head = "Content-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\nContent-Type: image/png";
        out.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
        out.extend_from_slice(&self.file);
        out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        out
    }

    /// As it travels.
    pub(crate) fn encoded(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&self.fields);
        out.finish()
    }
}
