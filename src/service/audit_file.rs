//! The audit log and the sign-in log as files: the rows that their pages show, at most 250,000 of them (R-346, T-136).

use crate::domain::activity::SIGN_IN;
use crate::domain::audit::{Entry, Filter};
use crate::domain::audit_file::{HEADINGS, MOST_ROWS, SIGN_IN_HEADINGS};
use crate::domain::csv;
use crate::domain::download_event::File;
use crate::domain::paging::{Cursor, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::audit::{self, Query};
use crate::service::download::{self, Download, Piece, ROWS, Source};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::audit as store;

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The audit log, comma-separated.
    Csv,
    /// The audit log, as an array of objects.
    Json,
    /// The sign-in log, comma-separated.
    SignIns,
}

/// The rows of a log as a file.
#[derive(Debug)]
pub struct Rows {
    form: Form,
    filter: Filter,
    place: Option<Cursor>,
    left: usize,
}

/// Begins a file of the rows that a page shows; `list` is its address.
///
/// # Errors
/// [`Error::Denied`] without the right to see the page.
pub async fn file(
    portal: &Portal,
    actor: &Actor,
    form: Form,
    query: &Query,
    list: String,
) -> Result<Download<Rows>, Error> {
    let file = match form {
        Form::Csv | Form::Json => File::AuditLog,
        Form::SignIns => File::SignIns,
    };
    actor.check(file.permission())?;
    let looked_up = portal.db.read(async |read| audit::looked_up(portal, read, actor, query).await).await?;
    let mut filter = looked_up.filter;
    if form == Form::SignIns {
        actor.check(Permission::ViewAudit)?;
        filter.activity = Some(SIGN_IN.to_owned());
    }
    download::begin(portal, actor, file, list, Rows { form, filter, place: None, left: MOST_ROWS }).await
}

impl Source for Rows {
    async fn piece(&mut self, read: &Reading<'_>) -> Result<Piece, Error> {
        let first = self.place.is_none();
        let start = self.place.take().map_or(Start::First, Start::After);
        let wanted = ROWS.min(self.left);
        // One more than is sent, so that a file that ends here is known not to be all of it.
        let mut found = store::rows(read, &self.filter, &start, wanted + 1).await?;
        let behind = found.len() > wanted;
        found.truncate(wanted);
        self.left -= found.len();
        let (more, cut) = (behind && self.left > 0, behind && self.left == 0);
        let mut text = String::with_capacity(found.len() * 700 + 512);
        match self.form {
            Form::Csv => lines(&mut text, first.then_some(HEADINGS.as_slice()), &found, |entry| entry.cells().into()),
            Form::SignIns => {
                lines(&mut text, first.then_some(SIGN_IN_HEADINGS.as_slice()), &found, |entry| {
                    entry.sign_in_cells().into()
                });
            }
            Form::Json => {
                text.push_str(if first { "[" } else { "" });
                for (number, entry) in found.iter().enumerate() {
                    text.push_str(if first && number == 0 { "\n" } else { ",\n" });
                    text.push_str(&entry.object().to_string());
                }
                text.push_str(if more { "" } else { "\n]\n" });
            }
        }
        self.place = found.last().map(store::place);
        Ok(Piece { text, rows: found.len(), more, cut })
    }
}

fn lines(text: &mut String, headings: Option<&[&str]>, found: &[Entry], cells: impl Fn(&Entry) -> Vec<String>) {
    if let Some(headings) = headings {
        text.push_str(csv::MARK);
        csv::push_line(text, headings.iter().copied());
    }
    for entry in found {
        csv::push_line(text, cells(entry).iter().map(String::as_str));
    }
}
