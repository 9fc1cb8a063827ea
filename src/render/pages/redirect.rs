//! A page at an old address that leads to the new one.

use crate::config::AddressForm;
use crate::course::{Address, OutPath};
use crate::site::LazyFile;

use crate::hosting::headers::content_security_policy;
use crate::render::context::SiteContext;
use crate::render::lazy_page::{Template, bare};
use crate::render::links::Urls;
use crate::render::view::RedirectView;

const TEMPLATE: Template = Template { path: "redirect.html", variable: "redirect" };

/// The page at the file `from` that leads to the page of this title and address.
pub(super) fn lazy<'a>(context: &'a SiteContext, from: &OutPath, (title, to): (&str, &Address)) -> LazyFile<'a> {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = Address::from_parts(folder.split('/').filter(|part| !part.is_empty()));
    let urls = context.urls(&address);
    let redirect = RedirectView {
        title: title.to_owned(),
        url: urls.page(to),
        file: Urls::From(&address, AddressForm::File).page(to),
        root: urls.root(),
        canonical: context.canonical(to),
        language: context.config.language.clone(),
        csp: content_security_policy(&context.config),
    };
    bare(&context.theme, &TEMPLATE, redirect)
}
