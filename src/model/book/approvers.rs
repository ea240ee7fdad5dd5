//! `approvals/keys.toml`: who may approve, and the public keys by which their hands are known.

use jiff::civil::Date;

use bidwright_base::quantity::Percent;
use bidwright_base::source::{FileId, Placed};

/// Who may approve. A workspace without the file has none, and nothing can be approved in it.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let file = Sources::default().add(text);
/// # let place = Place::new(file, 0..0);
/// use bidwright_model::book::{Approver, Approvers};
///
/// let ann = Approver {
///     name: Placed::new("Ann Lee".to_owned(), place),
///     email: None,
///     roles: vec![Placed::new("finance".to_owned(), place)],
///     key: Placed::new([0; 32], place),
///     until: None,
/// };
/// let approvers = Approvers {
///     file,
///     owner_may_approve: false,
///     submit_required: false,
///     allowed_policies: None,
///     margin_floor: None,
///     all: vec![ann.clone()],
/// };
/// assert_eq!((approvers.named("Ann Lee").count(), approvers.holders("legal").count()), (1, 0));
/// // The owner of a deal does not approve it here.
/// assert!(approvers.may_approve(&ann, Some("Bo")) && !approvers.may_approve(&ann, Some("Ann Lee")));
/// ```
#[derive(Debug, Clone)]
pub struct Approvers {
    /// The file.
    pub file: FileId,
    /// Whether the owner of a deal, or whoever submitted it, may approve it.
    pub owner_may_approve: bool,
    /// Whether a deal is submitted before it is approved.
    pub submit_required: bool,
    /// The policies a deal may name; `None`: any.
    pub allowed_policies: Option<Vec<String>>,
    /// The margin floor that no policy may go below.
    pub margin_floor: Option<Percent>,
    /// In file order.
    pub all: Vec<Approver>,
}

/// Somebody who may approve, or at least sign what goes out.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_model::book::Approver;
/// use jiff::civil::date;
///
/// let ann = Approver {
///     name: Placed::new("Ann Lee".to_owned(), place),
///     email: Some("ann@example.com".to_owned()),
///     roles: vec![Placed::new("finance".to_owned(), place)],
///     key: Placed::new([0; 32], place),
///     until: Some(date(2027, 12, 31)),
/// };
/// assert!(ann.holds("finance") && ann.is("Ann Lee <ann@example.com>"));
/// assert!(ann.good_on(date(2027, 12, 31)) && !ann.good_on(date(2028, 1, 1)));
/// ```
#[derive(Debug, Clone)]
pub struct Approver {
    /// By which records name them.
    pub name: Placed<String>,
    /// Their address: the owner of a deal may be written either way.
    pub email: Option<String>,
    /// The approvers of rules they stand for; may be empty.
    pub roles: Vec<Placed<String>>,
    /// Ed25519 public key.
    pub key: Placed<[u8; 32]>,
    /// The last day the key is good.
    pub until: Option<Date>,
}

impl Approvers {
    /// Everybody of a name: somebody who changed their key is there twice.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Approver> {
        self.all.iter().filter(move |one| one.name.value == name)
    }

    /// Everybody with a role.
    pub fn holders(&self, role: &str) -> impl Iterator<Item = &Approver> {
        self.all.iter().filter(move |one| one.holds(role))
    }

    /// Whether they may approve a deal of this owner.
    #[must_use]
    pub fn may_approve(&self, one: &Approver, owner: Option<&str>) -> bool {
        self.owner_may_approve || !owner.is_some_and(|owner| one.is(owner))
    }
}

impl Approver {
    /// Whether they have a role.
    #[must_use]
    pub fn holds(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own.value == role)
    }

    /// Whether a name or address is theirs; capitals do not count, and `Ann <ann@example.com>` is Ann twice.
    #[must_use]
    pub fn is(&self, somebody: &str) -> bool {
        let text = somebody.trim().to_lowercase();
        let (before, inside) = match text.split_once('<') {
            Some((name, address)) => (name.trim(), address.trim_end_matches('>').trim()),
            None => (text.as_str(), ""),
        };
        let email = self.email.as_deref().map(str::to_lowercase);
        let own = [Some(self.name.value.to_lowercase()), email];
        own.iter().flatten().any(|own| own == before || own == inside)
    }

    /// Whether their key is good on a day.
    #[must_use]
    pub fn good_on(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}
