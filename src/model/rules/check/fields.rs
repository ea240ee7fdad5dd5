//! Paths of a condition: the fields of the context they name, or what is nearest to an unknown one.

use std::ops::Range;

use super::Checker;
use super::types::{Type, Typed, type_of};
use crate::rules::FaultKind;
use crate::rules::ast::Path;
use crate::rules::schema::{CONTEXT, Field, leaves};
use bidwright_base::words;

impl Checker {
    pub(super) fn path(&mut self, path: &Path) -> Typed {
        let (root, span) = &path.parts[0];
        let variable = self.scope.iter().rev().find(|(known, _)| known == root);
        let of_context = variable.is_none();
        let mut found = match variable {
            Some((_, ty)) => ty.clone().into(),
            None => match CONTEXT.iter().find(|field| field.name == root) {
                Some(field) => field_type(root, field),
                None => return self.unknown(root, span, CONTEXT, ""),
            },
        };
        let mut of = root.clone();
        for (name, span) in &path.parts[1..] {
            found = match found.ty {
                Type::Group(fields) => match fields.iter().find(|field| field.name == name) {
                    Some(field) => field_type(&format!("{of}.{name}"), field),
                    None => return self.unknown(name, span, fields, &of),
                },
                Type::Any => return Type::Any.into(),
                other => {
                    let message = format!("`{of}` is {} and has no field `{name}`", other.word());
                    return self.fault(FaultKind::Field, span, message, String::new());
                }
            };
            of = format!("{of}.{name}");
        }
        if of_context && !matches!(found.ty, Type::Group(_)) {
            self.fields.insert(of);
        }
        found
    }

    fn unknown(&mut self, name: &str, span: &Range<usize>, known: &'static [Field], of: &str) -> Typed {
        let message = match of {
            "" => format!("the review context has no `{name}`"),
            of => format!("`{of}` has no field `{name}`"),
        };
        // Somebody may know the name and not its group.
        let elsewhere =
            leaves().into_iter().map(|(path, _)| path).find(|path| path.rsplit('.').next() == Some(name));
        let near = words::did_you_mean(name, known.iter().map(|field| field.name));
        let hint = match elsewhere {
            Some(path) if !near.starts_with("did") => format!("did you mean `{path}`?"),
            _ if near.is_empty() => "`bidwright review --context DEAL` prints every field".to_owned(),
            _ => near,
        };
        self.fault(FaultKind::Field, span, message, hint)
    }
}

fn field_type(path: &str, field: &Field) -> Typed {
    Typed { ty: type_of(field.kind), nullable: field.nullable.then(|| path.to_owned()), constant: None }
}
