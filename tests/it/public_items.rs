//! Nothing of a storey is public that no other storey uses, so that the compiler finds what nobody calls.
//!
//! Used is what another storey or the program names: as `use`, in a path, or behind a dot. Used is also what the
//! signature, a public field or a variant of something used names. Tests, benches, fuzz targets and examples in
//! comments use nothing.
//!
//! Names are compared, not resolved: a method of a used type that is called as one of another type is (`new`, `text`, `of`)
//! is taken for used, and so is a function called as a module of another storey is. What macros and build scripts
//! make is not looked at, nor are single fields and variants.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Ident, Item, Visibility};

/// What is public though no storey uses it, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("MemoryStore", "a store for batches and for tests of a front, whoever writes it"),
    ("DiskStore", "the store of the program, which tests of the whole run acts over"),
    ("of_deal", "of `DiskStore`"),
    ("with_out", "of `DiskStore`"),
    ("with_file", "of `DiskStore`"),
    ("report", "what commands print, held by goldens without starting the program"),
    ("internal", "of `report`"),
    ("from_text", "a project or a history in examples and tests of every storey above"),
    ("simulate", "its speed is promised, and measured by benches/ against its peers in numpy"),
    ("solve", "its speed is promised, and measured by benches/"),
    ("parse_markdown", "pages are tried with texts of others, which are no templates"),
    ("pages", "the types of what layout returns, which tests look into"),
    ("MATERIAL", "tests change each field of the list in a deal"),
    ("sums", "tests add up the quote of any deal, without a file of it"),
    (
        "offer_with_value",
        "tests hold what is made between two acts against the model: this, the offer with its value",
    ),
    ("analyse_value", "the value of an offer that a test has changed in memory"),
    ("compose_memo", "the memo as a tree, for tests of its blocks"),
    ("attachments", "what an issued file will carry, for the search for leaks"),
    ("compare", "two offers that a test has changed in memory"),
    ("without_pmo", "the counterfactual price of such an offer"),
    ("forecast_report", "the forecast of such an offer"),
];

type Names = BTreeSet<String>;

/// A public item.
struct Public {
    name: String,
    /// The type it is a method or constant of.
    owner: Option<String>,
    file: String,
    /// Names in its signature, public fields and variants.
    mentions: Names,
}

/// What a file makes public, and what it may use of other storeys.
#[derive(Default)]
struct Source {
    items: Vec<Public>,
    uses: Names,
    file: String,
    owner: Option<String>,
    in_trait_impl: bool,
}

impl Source {
    fn read(path: &Path) -> Source {
        let text = fs::read_to_string(path).expect("a source file");
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut source = Source { file: path.display().to_string(), ..Source::default() };
        source.visit_file(&parsed);
        source
    }

    fn public(&mut self, visibility: &Visibility, name: &Ident, mentions: impl FnOnce(&mut Mentions)) {
        if matches!(visibility, Visibility::Public(_)) && !self.in_trait_impl {
            let mut found = Mentions::default();
            mentions(&mut found);
            let (owner, file) = (self.owner.clone(), self.file.clone());
            self.items.push(Public { name: name.to_string(), owner, file, mentions: found.0 });
        }
    }

    fn import(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                self.uses.insert(path.ident.to_string());
                self.import(&path.tree);
            }
            syn::UseTree::Name(name) => {
                self.uses.insert(name.ident.to_string());
            }
            syn::UseTree::Rename(name) => {
                self.uses.insert(name.ident.to_string());
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| {
        let is = |name: &str| one.path().is_ident(name);
        is("test") || is("cfg") && one.parse_args::<Ident>().is_ok_and(|what| what == "test")
    })
}

/// Whether a path begins inside its own storey.
fn is_own(first: &Ident) -> bool {
    ["crate", "self", "super", "Self"].iter().any(|own| first == own)
}

impl<'a> Visit<'a> for Source {
    fn visit_item(&mut self, item: &'a Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &[],
        };
        if is_test(attributes) {
            return;
        }
        match item {
            Item::Fn(it) => self.public(&it.vis, &it.sig.ident, |found| found.visit_signature(&it.sig)),
            Item::Mod(it) => self.public(&it.vis, &it.ident, |_| ()),
            Item::Const(it) => self.public(&it.vis, &it.ident, |found| found.visit_type(&it.ty)),
            Item::Static(it) => self.public(&it.vis, &it.ident, |found| found.visit_type(&it.ty)),
            Item::Type(it) => self.public(&it.vis, &it.ident, |found| found.visit_type(&it.ty)),
            Item::Struct(it) => self.public(&it.vis, &it.ident, |found| found.visit_item_struct(it)),
            Item::Trait(it) => self.public(&it.vis, &it.ident, |found| found.visit_item_trait(it)),
            Item::Enum(it) => self.public(&it.vis, &it.ident, |found| {
                it.variants.iter().flat_map(|one| &one.fields).for_each(|field| found.visit_type(&field.ty));
            }),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        let mut owner = Mentions::default();
        owner.visit_type(&item.self_ty);
        (self.owner, self.in_trait_impl) = (owner.0.first().cloned(), item.trait_.is_some());
        visit::visit_item_impl(self, item);
        (self.owner, self.in_trait_impl) = (None, false);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.public(&item.vis, &item.sig.ident, |found| found.visit_signature(&item.sig));
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'a syn::ImplItemConst) {
        self.public(&item.vis, &item.ident, |found| found.visit_type(&item.ty));
        visit::visit_impl_item_const(self, item);
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        if !matches!(&item.tree, syn::UseTree::Path(path) if is_own(&path.ident)) {
            self.import(&item.tree);
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        if path.segments.len() > 1 && !is_own(&path.segments[0].ident) {
            self.uses.extend(path.segments.iter().map(|part| part.ident.to_string()));
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        self.uses.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    /// The inside of a macro is not parsed: names count behind `.` and `::`.
    fn visit_macro(&mut self, call: &'a syn::Macro) {
        let text = call.tokens.to_string();
        let dotted = text.split(['.', ':']).skip(1).map(str::trim_start);
        let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        self.uses.extend(dotted.map(name));
    }
}

/// The names of types in a public signature or field.
#[derive(Default)]
struct Mentions(Names);

impl<'a> Visit<'a> for Mentions {
    fn visit_path(&mut self, path: &'a syn::Path) {
        self.0.extend(path.segments.iter().map(|part| part.ident.to_string()));
        visit::visit_path(self, path);
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        if matches!(field.vis, Visibility::Public(_)) {
            self.visit_type(&field.ty);
        }
    }

    fn visit_block(&mut self, _: &'a syn::Block) {}
}

/// The sources below a folder, without tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found = Vec::new();
    for path in
        entries.filter(|path| !["tests", "doc"].iter().any(|name| path.file_stem() == Some(name.as_ref())))
    {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The public items of a storey that no other one uses.
fn unused<'s>(storey: &'s [Source], others: &Names) -> Vec<&'s Public> {
    let mut used = others.clone();
    let mut left: Vec<&Public> = storey.iter().flat_map(|source| &source.items).collect();
    loop {
        let is_used = |item: &&Public| {
            used.contains(&item.name) && item.owner.as_ref().is_none_or(|owner| used.contains(owner))
        };
        let (more, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(is_used);
        if more.is_empty() {
            return rest;
        }
        used.extend(more.iter().flat_map(|item| item.mentions.iter().cloned()));
        left = rest;
    }
}

#[test]
fn every_public_item_is_used_by_another_storey() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(&root).expect("src").map(|entry| entry.expect("an entry").path());
    let storeys: Vec<Vec<Source>> = folders
        .filter(|path| path.is_dir())
        .map(|path| sources(&path).iter().map(|path| Source::read(path)).collect())
        .collect();
    let program = ["main.rs", "lib.rs"].map(|name| Source::read(&root.join(name)).uses);
    let (mut found, mut needed) = (Vec::new(), Names::new());
    for (at, storey) in storeys.iter().enumerate() {
        let others =
            storeys.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, other)| other);
        let mut used: Names = others.map(|source| &source.uses).chain(&program).flatten().cloned().collect();
        needed.extend(unused(storey, &used).iter().map(|item| item.name.clone()));
        used.extend(EXCEPTIONS.iter().map(|(name, _)| (*name).to_owned()));
        let left = unused(storey, &used);
        found.extend(left.iter().map(|item| format!("{} in {}", item.name, item.file)));
    }
    assert!(found.is_empty(), "public, but used by no other storey:\n{}", found.join("\n"));
    for (name, _) in EXCEPTIONS {
        assert!(needed.contains(*name), "`{name}` is no exception any more");
    }
}
