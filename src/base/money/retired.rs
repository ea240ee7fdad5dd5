//! Currencies that were replaced: codes withdrawn from ISO 4217.

use jiff::civil::{Date, date};

use super::Currency;

/// Codes the table of currencies still has: the last day as legal tender, and what came after.
const RETIRED: [(&str, Date, &str); 5] = [
    ("BGN", date(2026, 1, 31), "EUR"),
    ("CUC", date(2021, 6, 30), "CUP"),
    ("HRK", date(2023, 1, 14), "EUR"),
    ("SLL", date(2024, 3, 31), "SLE"),
    ("ZWL", date(2024, 4, 30), "ZWG"),
];

/// Codes that went before the table was made, by what came after: the list of ISO 4217 for historic denominations.
/// Where one replaced another that was replaced in turn, the last of them stands, for nobody can pay in those between.
const REPLACED: [(&str, &[&str]); 50] = [
    ("AFN", &["AFA"]),
    ("ALL", &["ALK"]),
    ("AOA", &["AOK", "AON", "AOR"]),
    ("ARS", &["ARA", "ARP", "ARY"]),
    ("AZN", &["AYM", "AZM"]),
    ("BAM", &["BAD"]),
    ("BOB", &["BOP"]),
    ("BRL", &["BRB", "BRC", "BRE", "BRN", "BRR"]),
    ("BYN", &["BYB", "BYR"]),
    ("CDF", &["ZRN", "ZRZ"]),
    ("CZK", &["CSJ", "CSK"]),
    (
        "EUR",
        &[
            "ADP", "ATS", "BEC", "BEF", "BEL", "BGJ", "BGK", "BGL", "CYP", "DDM", "DEM", "EEK", "ESA", "ESB",
            "ESP", "FIM", "FRF", "GRD", "HRD", "IEP", "ITL", "LTL", "LTT", "LUC", "LUF", "LUL", "LVL", "LVR",
            "MTL", "MTP", "NLG", "PTE", "SIT", "SKK", "XEU",
        ],
    ),
    ("GEL", &["GEK"]),
    ("GHS", &["GHC", "GHP"]),
    ("GNF", &["GNE", "GNS"]),
    ("ILS", &["ILP", "ILR"]),
    ("ISK", &["ISJ"]),
    ("LAK", &["LAJ"]),
    ("LSL", &["LSM"]),
    ("MGA", &["MGF"]),
    ("MMK", &["BUK"]),
    ("MRU", &["MRO"]),
    ("MVR", &["MVQ"]),
    ("MXN", &["MXP"]),
    ("MZN", &["MZE", "MZM"]),
    ("NIO", &["NIC"]),
    ("PEN", &["PEH", "PEI", "PES"]),
    ("PLN", &["PLZ"]),
    ("RON", &["ROK", "ROL"]),
    ("RSD", &["CSD", "YUD", "YUM", "YUN"]),
    ("RUB", &["RUR", "SUR"]),
    ("SDG", &["SDD", "SDP"]),
    ("SRD", &["SRG"]),
    ("STN", &["STD"]),
    ("TJS", &["TJR"]),
    ("TMT", &["TMM"]),
    ("TRY", &["TRL"]),
    ("UAH", &["UAK"]),
    ("UGX", &["UGS", "UGW"]),
    ("USD", &["ECS", "ECV", "TPE", "USS"]),
    ("UYU", &["UYN", "UYP"]),
    ("VES", &["VEB", "VEF"]),
    ("VND", &["VNC"]),
    ("XAF", &["GQE"]),
    ("XCG", &["ANG"]),
    ("XOF", &["GWE", "GWP", "MLF"]),
    ("YER", &["YDD"]),
    ("ZAR", &["ZAL"]),
    ("ZMW", &["ZMK"]),
    ("ZWG", &["RHD", "ZWC", "ZWD", "ZWN", "ZWR"]),
];

impl Currency {
    /// The last day on which it was legal tender, and the code that replaced it; `None` for those in use.
    ///
    /// ```
    /// use bidwright_base::money::Currency;
    /// use jiff::civil::date;
    ///
    /// let retired = |code| Currency::from_code(code).and_then(Currency::retired);
    /// assert_eq!(retired("HRK"), Some((date(2023, 1, 14), "EUR")));
    /// assert_eq!(retired("EUR"), None);
    /// ```
    #[must_use]
    pub fn retired(self) -> Option<(Date, &'static str)> {
        RETIRED.iter().find(|(code, ..)| *code == self.code()).map(|(_, last, successor)| (*last, *successor))
    }

    /// What replaced a code that is no currency any more: `EUR` for `DEM`.
    #[must_use]
    pub fn successor_of(code: &str) -> Option<&'static str> {
        REPLACED.iter().find(|(_, before)| before.contains(&code)).map(|(successor, _)| *successor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_successor_is_a_currency_in_use() {
        let successors = RETIRED.iter().map(|row| row.2).chain(REPLACED.iter().map(|row| row.0));
        for code in successors {
            let successor = Currency::from_code(code).unwrap_or_else(|| panic!("no currency {code}"));
            assert_eq!(successor.retired(), None, "{code}");
        }
    }

    #[test]
    fn each_code_stands_in_the_list_it_belongs_to() {
        for (code, ..) in RETIRED {
            assert!(Currency::from_code(code).is_some(), "{code} is not in the table any more");
        }
        for code in REPLACED.iter().flat_map(|(_, codes)| *codes) {
            assert!(Currency::from_code(code).is_none(), "{code} is in the table: it needs its last day");
        }
    }
}
