//! A photo of somebody: the form, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::picture::{PHOTO_BYTES, PHOTO_PIXELS};
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /account/photo` and `/users/{id}/photo`, and the 403 and 422 there.
#[derive(Debug, Template)]
#[template(path = "users/photo.html")]
pub struct PhotoAsk {
    /// What every page knows; section [`Section::Users`], [`Section::None`] for the own one.
    pub page: Page,
    /// Whose it is.
    pub user: User,
    /// Whether it is the visitor's, on the own pages.
    pub is_own: bool,
    /// The file.
    pub photo: Field,
    /// Why there is nothing to decide.
    pub denial: Option<Denial>,
}

impl View for PhotoAsk {}

impl PhotoAsk {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.photo.errors.iter().map(|complaint| ("photo", complaint.clone())).collect()
    }

    fn title(&self) -> String {
        if self.is_own {
            return t!(self.page, "photo-own").to_owned();
        }
        t!(self.page, "photo-title", name = self.user.display_name.as_str())
    }

    /// Where the form goes.
    fn here(&self) -> String {
        if self.is_own { "/account/photo".to_owned() } else { format!("/users/{}/photo", self.user.id) }
    }

    /// Where it was asked for.
    fn back(&self) -> String {
        if self.is_own { "/account".to_owned() } else { format!("/users/{}", self.user.id) }
    }

    fn hint(&self) -> String {
        t!(self.page, "photo-hint", size = PHOTO_BYTES / (1024 * 1024), pixels = PHOTO_PIXELS / 1_000_000)
    }

    fn why(&self) -> Option<String> {
        self.denial.as_ref().map(|denial| denials::sentence(&self.page.words, denial))
    }
}
