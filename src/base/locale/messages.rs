//! The words of what is made by code: tables, charts, captions, remarks. They stand in one catalogue for each
//! language, `en.ftl` and `de.ftl`, in the syntax of Project Fluent; the build script makes [`Message`] of the
//! English one.
//!
//! A further language is a file beside these; a member of [`Language`] with its arms in [`Language::catalogue`],
//! which names the file, and in [`Language::bundle`], which keeps it read; and the member in `LANGUAGES` of the
//! tests below, which then say which messages it lacks. It is chosen by a member of [`Locale`]: its tags in
//! [`Locale::of`] (a tag without one is British, which the compiler does not tell), and an arm in
//! [`Locale::language`] and in each match that says how it writes numbers, dates, quotation marks and percent.
//!
//! Fluent chooses and joins words only. Numbers, amounts and dates are set by [`Locale`] and come in as texts.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use unic_langid::LanguageIdentifier;

use crate::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language that has a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
}

impl Language {
    /// Its BCP 47 tag and its messages.
    fn catalogue(self) -> (&'static str, &'static str) {
        match self {
            Language::English => ("en", include_str!("en.ftl")),
            Language::German => ("de", include_str!("de.ftl")),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| read(Language::English));
        static GERMAN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| read(Language::German));
        match self {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }
}

fn read(language: Language) -> FluentBundle<FluentResource> {
    let (tag, text) = language.catalogue();
    let tag: LanguageIdentifier = tag.parse().expect("a language tag");
    let resource = FluentResource::try_new(text.to_owned()).expect("a test reads every catalogue");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks of direction around each value would be in every document.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("a test looks for keys that stand twice");
    bundle
}

impl Locale {
    /// A message in the words of the language.
    ///
    /// ```
    /// use bidwright_base::locale::{Locale, Message};
    /// use rust_decimal::Decimal;
    ///
    /// let effort = Message::Days { count: Decimal::new(145, 1) };
    /// assert_eq!(Locale::British.text(effort), "14.5\u{a0}days");
    /// assert_eq!(Locale::German.text(effort), "14,5\u{a0}Tage");
    /// ```
    #[must_use]
    pub fn text(self, message: Message<'_>) -> String {
        let bundle = self.language().bundle();
        let pattern = bundle.get_message(message.key()).and_then(|message| message.value());
        let pattern = pattern.expect("a test holds all catalogues to the same keys");
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&message.arguments(self)), &mut errors);
        debug_assert!(errors.is_empty(), "{}: {errors:?}", message.key());
        text.into_owned()
    }
}

/// `$count` chooses the form of the words; `$number` is the same as the language writes it.
fn set_count(arguments: &mut FluentArgs<'_>, count: Decimal, locale: Locale) {
    arguments.set("count", count.to_f64().expect("a decimal has a nearest double"));
    arguments.set("number", locale.number(count.normalize()));
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::catalogue::entries;
    use super::*;

    const LANGUAGES: [Language; 2] = [Language::English, Language::German];

    /// The messages of a language with what each is given; `$number` comes with `$count`, and a language may
    /// need only one of them.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let given = |name: String| if name == "number" { "count".to_owned() } else { name };
        let entries = entries(language.catalogue().1);
        let messages = entries.into_iter().map(|entry| {
            let variables = entry.variables().into_iter().map(given).collect();
            (entry.key, variables)
        });
        messages.collect()
    }

    #[test]
    fn every_catalogue_holds_the_same_messages_given_the_same() {
        let english = messages(Language::English);
        for language in LANGUAGES {
            assert_eq!(messages(language), english, "{language:?}");
        }
    }

    #[test]
    fn every_catalogue_is_read_whole() {
        for language in LANGUAGES {
            let (_, text) = language.catalogue();
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| errors).unwrap();
            let keys: BTreeSet<String> = messages(language).into_keys().collect();
            assert_eq!(keys.len(), entries(text).len(), "{language:?}: a key stands twice");
            let bundle = read(language);
            for key in &keys {
                assert!(bundle.get_message(key).is_some_and(|message| message.value().is_some()), "{key}");
            }
            assert!(resource.entries().count() >= keys.len());
            assert!(!text.contains('\u{a0}'), "{language:?}: a no-break space is written {{\"\\u00A0\"}}");
        }
    }

    #[test]
    fn numbers_are_set_by_us_and_choose_the_form() {
        let days = |locale: Locale, days: &str| locale.text(Message::Days { count: days.parse().unwrap() });
        assert_eq!(days(Locale::British, "1.00"), "1\u{a0}day");
        assert_eq!(days(Locale::British, "1234.50"), "1,234.5\u{a0}days");
        assert_eq!(days(Locale::German, "1"), "1\u{a0}Tag");
        assert_eq!(days(Locale::German, "1.5"), "1,5\u{a0}Tage");
        assert_eq!(days(Locale::Swiss, "0"), "0\u{a0}Tage");
    }
}
