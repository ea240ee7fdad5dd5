//! What a keys file says, and in what two of them differ.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::super::text::{Bad, Lines, quoted};
use bidwright_base::digest::{hex, unhex};
use bidwright_base::words;
use bidwright_model::book::Approvers;

/// What a keys file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    owner_may_approve: bool,
    submit_required: bool,
    allowed_policies: Option<Vec<String>>,
    margin_floor: Option<String>,
    /// In file order.
    pub(super) people: Vec<Person>,
}

/// Somebody in a keys file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) key: [u8; 32],
    pub(super) until: Option<Date>,
}

impl State {
    pub(super) fn of(approvers: &Approvers) -> State {
        let person = |one: &bidwright_model::book::Approver| Person {
            name: one.name.value.clone(),
            email: one.email.clone(),
            roles: one.roles.iter().map(|role| role.value.clone()).collect(),
            key: one.key.value,
            until: one.until,
        };
        State {
            owner_may_approve: approvers.owner_may_approve,
            submit_required: approvers.submit_required,
            allowed_policies: approvers.allowed_policies.clone(),
            margin_floor: approvers.margin_floor.map(|floor| floor.0.normalize().to_string()),
            people: approvers.all.iter().map(person).collect(),
        }
    }

    /// The lines of a record, with a blank line before each person.
    pub(super) fn text(&self) -> String {
        let State { owner_may_approve, submit_required, allowed_policies, margin_floor, people } = self;
        let mut out =
            format!("owner_may_approve = {owner_may_approve}\nsubmit_required = {submit_required}\n");
        if let Some(policies) = allowed_policies {
            out += &list("allowed_policies", policies);
        }
        if let Some(floor) = margin_floor {
            let _infallible = writeln!(out, "margin_floor_percent = {}", quoted(floor));
        }
        for Person { name, email, roles, key, until } in people {
            let _infallible = writeln!(out, "\n[[record.person]]\nname = {}", quoted(name));
            if let Some(email) = email {
                let _infallible = writeln!(out, "email = {}", quoted(email));
            }
            let _infallible = writeln!(out, "{}key = {}", list("roles", roles), quoted(&hex(key)));
            if let Some(until) = until {
                let _infallible = writeln!(out, "until = {until}");
            }
        }
        out
    }

    /// Reads one, with the blank line after it.
    pub(super) fn read(lines: &mut Lines<'_>) -> Result<State, Bad> {
        let mut state = State {
            owner_may_approve: lines.flag("owner_may_approve")?,
            submit_required: lines.flag("submit_required")?,
            ..State::default()
        };
        if lines.has("allowed_policies") {
            state.allowed_policies = Some(lines.texts("allowed_policies")?);
        }
        if lines.has("margin_floor_percent") {
            state.margin_floor = Some(lines.text("margin_floor_percent")?);
        }
        lines.line("")?;
        while lines.is_next("[[record.person]]") {
            state.people.push(Person::read(lines)?);
            lines.line("")?;
        }
        Ok(state)
    }

    /// Who may sign the next change: whoever holds a role, or everybody where nobody does. Else somebody without any
    /// authority could sign for their own.
    pub(super) fn signers(&self) -> impl Iterator<Item = &Person> {
        let any = self.people.iter().any(|one| !one.roles.is_empty());
        self.people.iter().filter(move |one| !any || !one.roles.is_empty())
    }

    /// What changed since another, in words; without one, all that it says.
    pub(super) fn changes_since(&self, before: Option<&State>) -> Vec<String> {
        let none = State::default();
        let was = before.unwrap_or(&none);
        let mut found = Vec::new();
        let mut setting = |key: &str, was: String, is: String| {
            if was != is {
                found.push(format!("{key} was {was}, is {is}"));
            }
        };
        let (policies, floor) = (
            |state: &State| state.allowed_policies.as_ref().map_or("any".to_owned(), |all| listed(all)),
            |state: &State| state.margin_floor.clone().unwrap_or_else(|| "none".to_owned()),
        );
        let flag = |flag: bool| flag.to_string();
        setting("owner_may_approve", flag(was.owner_may_approve), flag(self.owner_may_approve));
        setting("submit_required", flag(was.submit_required), flag(self.submit_required));
        setting("allowed_policies", policies(was), policies(self));
        setting("margin_floor_percent", floor(was), floor(self));
        for one in &self.people {
            match was.people.iter().find(|other| other.key == one.key) {
                None => found.push(format!("added {}", one.described())),
                Some(other) => found.extend(one.changes_since(other)),
            }
        }
        let gone = was.people.iter().filter(|one| self.people.iter().all(|other| other.key != one.key));
        found.extend(gone.map(|one| format!("removed {}", one.described())));
        if found.is_empty() {
            found.push("nothing but remarks, order or layout".to_owned());
        }
        found
    }
}

impl Person {
    fn read(lines: &mut Lines<'_>) -> Result<Person, Bad> {
        lines.line("[[record.person]]")?;
        Ok(Person {
            name: lines.text("name")?,
            email: if lines.has("email") { Some(lines.text("email")?) } else { None },
            roles: lines.texts("roles")?,
            key: lines.parsed("key", |written| {
                let key = <[u8; 32]>::try_from(unhex(written)?).ok()?;
                (hex(&key) == written).then_some(key)
            })?,
            until: if lines.has("until") { Some(lines.date("until")?) } else { None },
        })
    }

    /// `Ann Berg <ann@example.com>, sales-manager, key 0a1b2c3d4e5f6071`.
    fn described(&self) -> String {
        let email = self.email.as_ref().map_or(String::new(), |email| format!(" <{email}>"));
        let until = self.until.map_or(String::new(), |until| format!(" until {until}"));
        let roles = if self.roles.is_empty() { "no role".to_owned() } else { words::list(&self.roles) };
        format!("{}{email}, {roles}, key {}{until}", self.name, &hex(&self.key)[..16])
    }

    /// The same key, with something else beside it.
    fn changes_since(&self, was: &Person) -> Vec<String> {
        let mut found = Vec::new();
        if self.name != was.name {
            found.push(format!("{} is called {} now", was.name, self.name));
        }
        let mut other = |what: &str, was: String, is: String| {
            if was != is {
                found.push(format!("{}: {what} was {was}, is {is}", self.name));
            }
        };
        let address = |one: &Person| one.email.clone().unwrap_or_else(|| "none".to_owned());
        let day = |one: &Person| one.until.map_or("open".to_owned(), |until| until.to_string());
        other("address", address(was), address(self));
        other("roles", listed(&was.roles), listed(&self.roles));
        other("last day of the key", day(was), day(self));
        found
    }
}

/// `sales-manager and finance-director`.
fn listed(all: &[String]) -> String {
    if all.is_empty() { "none".to_owned() } else { words::list(all) }
}

fn list(key: &str, all: &[String]) -> String {
    let rows: String = all.iter().map(|one| format!("  {},\n", quoted(one))).collect();
    format!("{key} = [\n{rows}]\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, roles: &[&str], key: u8) -> Person {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        Person { name: name.to_owned(), email: None, roles, key: [key; 32], until: None }
    }

    #[test]
    fn every_change_of_a_keys_file_is_said() {
        let was =
            State { people: vec![person("Ann", &["sales"], 1), person("Bo", &[], 2)], ..State::default() };
        assert_eq!(was.changes_since(Some(&was)), ["nothing but remarks, order or layout"]);
        assert_eq!(
            was.changes_since(None),
            ["added Ann, sales, key 0101010101010101", "added Bo, no role, key 0202020202020202"]
        );
        let mut is = was.clone();
        is.margin_floor = Some("20".to_owned());
        is.allowed_policies = Some(vec!["standard".to_owned()]);
        (is.owner_may_approve, is.submit_required) = (true, true);
        is.people[0] = Person {
            name: "Anne".to_owned(),
            email: Some("a@example.com".to_owned()),
            until: Some(jiff::civil::date(2026, 12, 31)),
            ..person("", &["sales", "finance"], 1)
        };
        is.people[1].key = [3; 32];
        assert_eq!(
            is.changes_since(Some(&was)),
            [
                "owner_may_approve was false, is true",
                "submit_required was false, is true",
                "allowed_policies was any, is standard",
                "margin_floor_percent was none, is 20",
                "Ann is called Anne now",
                "Anne: address was none, is a@example.com",
                "Anne: roles was sales, is sales and finance",
                "Anne: last day of the key was open, is 2026-12-31",
                "added Bo, no role, key 0303030303030303",
                "removed Bo, no role, key 0202020202020202",
            ]
        );
    }
}
