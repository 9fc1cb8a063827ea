//! Dates as the interface's language writes them.

use jiff::civil::Date;

use super::Messages;

/// The date in words: the key `date` with `{day}`, `{month}` and `{year}` filled in, months from `month_1` to
/// `month_12`; `first_day`, where a language has one, stands for the first of a month. Without those words, ISO 8601.
pub(crate) fn date_text(messages: &Messages, date: Date) -> String {
    let month = messages.get(&format!("month_{}", date.month()));
    let (Some(pattern), Some(month)) = (messages.get("date"), month) else { return date.to_string() };
    let first = messages.get("first_day").filter(|_| date.day() == 1);
    let day = first.cloned().unwrap_or_else(|| date.day().to_string());
    pattern.replace("{day}", &day).replace("{month}", month).replace("{year}", &date.year().to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Theme;
    use super::*;
    use crate::input::Inputs;

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let theme = Theme::named(&Inputs::default(), "default").value;
        let text = |language| date_text(theme.messages(language), date(2026, 9, 1));
        assert_eq!(text("en"), "September 1, 2026");
        assert_eq!(text("en-GB"), "1 September 2026");
        assert_eq!(text("de"), "1.\u{a0}September 2026");
        assert_eq!(text("fr"), "1er septembre 2026");
        assert_eq!(text("es"), "1 de septiembre de 2026");
    }

    #[test]
    fn without_words_a_date_is_written_for_machines() {
        assert_eq!(date_text(&Messages::new(), date(2026, 9, 1)), "2026-09-01");
    }
}
