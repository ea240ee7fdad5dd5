//! Part of the build script: the messages of the English catalogue as an enum, so that a key which does not
//! exist, or a message without something it needs, does not compile.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[path = "catalogue.rs"]
mod catalogue;

use catalogue::{Entry, entries};

/// Writes `messages.rs` into `out`.
pub(crate) fn generate(english: &Path, out: &Path) {
    println!("cargo:rerun-if-changed={}", english.display());
    let text = fs::read_to_string(english).expect("the English catalogue");
    let entries = entries(&text);
    fs::write(out.join("messages.rs"), code(&entries).expect("write to string")).expect("write messages.rs");
}

/// The enum, and what Fluent needs of it.
fn code(entries: &[Entry]) -> Result<String, std::fmt::Error> {
    let (mut variants, mut keys, mut arguments) = (String::new(), String::new(), String::new());
    for entry in entries {
        let variant = variant(&entry.key);
        let fields = fields(entry);
        // Two backticks: a message may quote a command in one.
        writeln!(variants, "    #[doc = {:?}]", format!("`` {} ``", entry.pattern))?;
        writeln!(keys, "            Message::{variant} {{ .. }} => {:?},", entry.key)?;
        if fields.is_empty() {
            writeln!(variants, "    {variant},")?;
            continue;
        }
        writeln!(variants, "    {variant} {{")?;
        writeln!(arguments, "            Message::{variant} {{ {} }} => {{", fields.join(", "))?;
        for field in &fields {
            if field == "count" {
                writeln!(variants, "        /// Chooses the form of the words.\n        count: Decimal,")?;
                writeln!(arguments, "                set_count(&mut arguments, *count, locale);")?;
            } else {
                writeln!(variants, "        /// `${field}`.\n        {field}: &'a str,")?;
                writeln!(arguments, "                arguments.set({field:?}, *{field});")?;
            }
        }
        writeln!(variants, "    }},")?;
        writeln!(arguments, "            }}")?;
    }
    Ok(format!(
        "/// A message of the catalogues, with what it is given.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         pub enum Message<'a> {{\n{variants}}}\n\n\
         impl<'a> Message<'a> {{\n\
         \x20   /// Its key in the catalogues.\n\
         \x20   #[expect(clippy::too_many_lines, reason = \"a message a line\")]\n\
         \x20   fn key(&self) -> &'static str {{\n        match self {{\n{keys}        }}\n    }}\n\n\
         \x20   /// What it is given, for a language.\n\
         \x20   #[expect(clippy::too_many_lines, reason = \"a message a line\")]\n\
         \x20   fn arguments(&self, locale: Locale) -> FluentArgs<'a> {{\n\
         \x20       let mut arguments = FluentArgs::new();\n\
         \x20       match self {{\n{arguments}            _ => {{}}\n        }}\n        arguments\n    }}\n}}\n"
    ))
}

/// The variables of a message as fields: `$number` is `$count` as the language writes it.
fn fields(entry: &Entry) -> Vec<String> {
    let mut variables = entry.variables();
    let counts = variables.iter().any(|name| name == "count");
    let numbers = variables.iter().any(|name| name == "number");
    assert!(counts || !numbers, "`{}` has a $number and no $count", entry.key);
    variables.retain(|name| name != "number");
    variables
}

/// `PriceNetTotal` of `price-net-total`.
fn variant(key: &str) -> String {
    let words = key.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}
