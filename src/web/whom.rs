//! A field for a name behind which a link has put an id: the name stands in the field, the id behind it, until another name is typed.

use super::form::Fields;

/// Takes a field: the id that stands behind it while the name is still the one that was put there, else what was typed.
pub fn taken(fields: &mut Fields, name: &str) -> String {
    let mut given =
        |part: &str| fields.take(&format!("{name}{part}")).map(|value| value.trim().to_owned()).unwrap_or_default();
    let (typed, id, called) = (given(""), given("_id"), given("_name"));
    if !id.is_empty() && typed == called { id } else { typed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_until_another_name_is_typed() {
        let of = |query: &str| taken(&mut Fields::from_query(query).unwrap(), "person");
        assert_eq!(of("person=bram"), "bram");
        assert_eq!(of("person=bram&person_id=7&person_name=bram"), "7");
        assert_eq!(of("person=dora&person_id=7&person_name=bram"), "dora");
        assert_eq!(of("person=&person_id=7&person_name=bram"), "");
    }
}
