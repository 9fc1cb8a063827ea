//! Colours as lightness, chroma and hue (Björn Ottosson's `OKLCH`, CSS Color 4), and how well two can be told apart (WCAG 2.2).

use crate::config::Rgb;

/// A colour by lightness (0 to 1), chroma (0 to about 0.4) and hue (radians).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklch {
    pub(super) lightness: f64,
    pub(super) chroma: f64,
    hue: f64,
}

/// A channel of sRGB as light.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// Light as a channel of sRGB, from 0 to 1 where the screen can show it.
fn gamma(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

impl Oklch {
    #[expect(clippy::many_single_char_names, reason = "they are called so in CSS Color 4")]
    pub(super) fn of(Rgb(channels): Rgb) -> Self {
        let [r, g, b] = channels.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Self { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }

    pub(super) fn with_lightness(self, lightness: f64) -> Self {
        Self { lightness: lightness.clamp(0.0, 1.0), ..self }
    }

    /// With no more chroma than `most`.
    pub(super) fn at_most(self, most: f64) -> Self {
        Self { chroma: self.chroma.min(most), ..self }
    }

    /// The colour on a screen: of the same lightness and hue, with as much of the chroma as there is.
    pub(super) fn rgb(self) -> Rgb {
        let mut color = self;
        loop {
            let channels = color.channels();
            let is_shown = channels.iter().all(|channel| (-0.000_5..=1.000_5).contains(channel));
            if is_shown || color.chroma < 0.001 {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is between 0 and 255"
                )]
                return Rgb(channels.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8));
            }
            color.chroma *= 0.96;
        }
    }

    #[expect(clippy::many_single_char_names, reason = "they are called so in CSS Color 4")]
    fn channels(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let cube = |value: f64| value * value * value;
        let l = cube(self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        [
            gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        ]
    }
}

/// The ratio of contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Rgb(channels): Rgb) -> f64 {
    let [red, green, blue] = channels.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// So much of one colour in another, as `color-mix(in srgb, …)` has it.
pub(super) fn mixed(Rgb(one): Rgb, share: f64, Rgb(other): Rgb) -> Rgb {
    let mut all = [0; 3];
    for ((mix, one), other) in all.iter_mut().zip(one).zip(other) {
        let value = f64::from(one) * share + f64::from(other) * (1.0 - share);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between two channels")]
        let value = value.round() as u8;
        *mix = value;
    }
    Rgb(all)
}
