//! The little that we read ourselves of how directories write things down (BER, RFC 4511 5.1).

/// The first element: its tag, what is inside, what is behind. Nothing where it is not whole, or has no length of its own.
pub fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (digits, rest) =
            rest.split_at_checked(usize::from(first - 0x80)).filter(|(digits, _)| !digits.is_empty())?;
        let digits: [u8; 4] = {
            let mut padded = [0; 4];
            padded.get_mut(4_usize.checked_sub(digits.len())?..)?.copy_from_slice(digits);
            padded
        };
        (usize::try_from(u32::from_be_bytes(digits)).ok()?, rest)
    };
    let (inside, behind) = rest.split_at_checked(length)?;
    Some((tag, inside, behind))
}

/// The directory's own note of the place behind a page: `SEQUENCE { INTEGER, OCTET STRING }` (RFC 2696). Nothing for anything else.
pub fn page_cookie(value: &[u8]) -> Option<Vec<u8>> {
    let (0x30, inside, _) = element(value)? else { return None };
    let (0x02, _, behind) = element(inside)? else { return None };
    let (0x04, cookie, _) = element(behind)? else { return None };
    Some(cookie.to_vec())
}

/// The result code of an answer to an extended operation (RFC 4511 4.12). Nothing for any other message.
pub fn extended_code(message: &[u8]) -> Option<u32> {
    let (0x30, inside, _) = element(message)? else { return None };
    let (0x02, _, behind) = element(inside)? else { return None };
    let (0x78, inside, _) = element(behind)? else { return None };
    let (0x0a, code, _) = element(inside)? else { return None };
    (code.len() <= 4).then(|| code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_has_a_length_of_its_own_and_is_whole() {
        assert_eq!(element(&[4, 2, 7, 8, 9]), Some((4, &[7, 8][..], &[9][..])));
        assert_eq!(element(&[4, 0x82, 0, 1, 7]), Some((4, &[7][..], &[][..])));
        for odd in [&[][..], &[4], &[4, 3, 1, 2], &[4, 0x80, 0, 0], &[4, 0x82, 1], &[4, 0x85, 0, 0, 0, 0, 0]] {
            assert_eq!(element(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_place_and_a_code_are_read_and_nothing_else_is_taken_for_one() {
        assert_eq!(page_cookie(&[0x30, 7, 2, 1, 0, 4, 2, 1, 2]), Some(vec![1, 2]));
        assert_eq!(page_cookie(&[0x30, 5, 2, 1, 0, 4, 0]), Some(vec![]));
        assert_eq!((page_cookie(&[]), page_cookie(&[0x30, 0]), page_cookie(&[0x30, 3, 2, 1, 0])), (None, None, None));
        let answer = [0x30, 12, 2, 1, 1, 0x78, 7, 0x0a, 1, 52, 4, 0, 4, 0];
        assert_eq!(extended_code(&answer), Some(52));
        assert_eq!(extended_code(&[0x30, 12, 2, 1, 1, 0x61, 7, 0x0a, 1, 0, 4, 0, 4, 0]), None);
    }
}
