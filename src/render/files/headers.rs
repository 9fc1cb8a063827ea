//! The headers that hosts send, and the policy among them.

use crate::config::SiteConfig;
use crate::site::SIGN;

/// The policy that forbids what Attune's pages never do: scripts, styles and requests from elsewhere, anything inline,
/// being framed by a plug-in. `'wasm-unsafe-eval'` is for the search index.
pub(crate) fn csp(config: &SiteConfig) -> String {
    let script = if config.search { "'self' 'wasm-unsafe-eval'" } else { "'self'" };
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; media-src 'self' blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// Netlify and Cloudflare Pages read this file; `frame-ancestors` works in a header only.
pub(super) fn headers(config: &SiteConfig) -> String {
    let base = config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let csp = csp(config);
    format!(
        "{SIGN}\n{base}*\n  Content-Security-Policy: {csp}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Permissions-Policy: camera=(), geolocation=(), microphone=(self)\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}
