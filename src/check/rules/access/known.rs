//! The abbreviations that general readers of English know, and words that are written in capitals to stress them.

/// Whether a reader may be expected to know an abbreviation, or it is none.
pub(super) fn is_known(letters: &str) -> bool {
    KNOWN.binary_search(&letters).is_ok()
        || (letters.len() <= 5 && letters.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
}

/// Whether a word is one that is only stressed.
pub(super) fn is_shouted(word: &str) -> bool {
    SHOUTED.contains(&word)
}

/// Words that are written in capitals to stress them.
const SHOUTED: &[&str] = &[
    "NOT", "MUST", "NEVER", "ALL", "AND", "OR", "ANY", "NO", "YES", "DO", "DONT", "ONLY", "NOW",
    "NONE", "BUT", "SHOULD", "SHALL", "MAY", "IF", "THE", "IS", "ARE", "BE", "TO", "IN", "ON",
    "OF", "FOR", "NEW", "NOTE", "TODO", "BEFORE", "AFTER", "ALWAYS", "BOTH", "EVERY", "WILL",
    "CAN", "STOP", "WHY", "HOW", "WHAT", "THIS", "THAT", "YOU", "YOUR", "WE", "ME", "MY", "SO",
    "VERY", "REALLY", "MORE", "LESS", "MOST", "LEAST", "OFF", "AN", "AT", "AS", "BY", "FREE",
    "READ", "WRITE", "OPEN", "CLOSED", "LIVE", "END", "FROM", "WITH", "UP",
];

/// In alphabetical order.
const KNOWN: &[&str] = &[
    "AA", "AAA", "ABC", "AC", "ACLU", "ACT", "AD", "ADAC", "ADHD", "AED", "AFD", "AGM", "AI",
    "AIDS", "AK", "AKA", "AL", "AM", "AMD", "ANSI", "AOL", "AP", "API", "APIS", "APR", "AR", "ARD",
    "ASAP", "ASCII", "ASEAN", "ASL", "ASTM", "ATM", "ATMS", "AU", "AUD", "AUG", "AVIF", "AWS",
    "AZ", "BA", "BASF", "BBC", "BC", "BCE", "BD", "BG", "BIOS", "BLM", "BMI", "BMW", "BOM", "BP",
    "BPM", "BR", "BREXIT", "BRICS", "BRL", "BSD", "BSE", "BSL", "BST", "BT", "BTW", "BY", "CAD",
    "CAL", "CBC", "CBI", "CBS", "CC", "CCTV", "CD", "CDC", "CDROM", "CDS", "CDU", "CE", "CEO",
    "CEOS", "CERN", "CET", "CFC", "CFO", "CGI", "CH", "CHF", "CIA", "CL", "CLA", "CLI", "CM", "CN",
    "CNN", "CNY", "CO", "COBOL", "COM", "COO", "COP", "COVID", "CPI", "CPR", "CPU", "CSAT", "CSI",
    "CSS", "CSU", "CSV", "CT", "CTO", "CV", "CZ", "CZK", "DA", "DB", "DC", "DE", "DEC", "DHL",
    "DIN", "DIY", "DIYS", "DJ", "DK", "DKK", "DNA", "DNC", "DNS", "DOI", "DOJ", "DOS", "DPI",
    "DSL", "DUI", "DUP", "DVD", "DVDS", "EBU", "ECB", "ECHR", "EDF", "EDU", "EE", "EEA", "EG",
    "EMS", "EMT", "EPA", "EPUB", "ER", "ES", "ESE", "ESPN", "EST", "ET", "ETA", "EU", "EUR", "EV",
    "EVS", "FA", "FAO", "FAQ", "FAQS", "FBI", "FC", "FDP", "FEB", "FEMA", "FI", "FIFA", "FL", "FM",
    "FOMO", "FPS", "FR", "FRI", "FT", "FTP", "FYI", "GA", "GB", "GBP", "GCHQ", "GCSE", "GDP",
    "GDPR", "GHG", "GHZ", "GI", "GIF", "GIFS", "GM", "GMO", "GMT", "GNU", "GO", "GOP", "GOV", "GP",
    "GPL", "GPS", "GPU", "GR", "GSM", "GT", "GUI", "GW", "GWH", "HBO", "HD", "HDMI", "HDTV",
    "HEIC", "HGV", "HIV", "HK", "HKD", "HP", "HPV", "HQ", "HR", "HSBC", "HTML", "HTTP", "HTTPS",
    "HU", "HUF", "HZ", "IA", "IBM", "ICC", "ICE", "ICJ", "ICT", "ICU", "ID", "IDF", "IDS", "IE",
    "IEA", "IEC", "IKEA", "IL", "ILO", "IMDB", "IMF", "INR", "IOC", "IOU", "IP", "IPCC", "IPO",
    "IPS", "IQ", "IR", "IRA", "IRC", "IRS", "IS", "ISBN", "ISDN", "ISIS", "ISO", "ISP", "ISS",
    "ISSN", "IT", "ITN", "ITV", "IUCN", "IVF", "JAN", "JFK", "JP", "JPEG", "JPG", "JPY", "JS",
    "JSON", "JUL", "JUN", "KB", "KCAL", "KE", "KFC", "KG", "KGB", "KHZ", "KKK", "KLM", "KM", "KO",
    "KPI", "KPMG", "KR", "KRW", "KS", "KV", "KW", "KWH", "LA", "LAN", "LASER", "LB", "LBS", "LCD",
    "LCDS", "LED", "LEDS", "LGBT", "LGBTI", "LGBTQ", "LGPL", "LINUX", "LLC", "LNG", "LOL", "LP",
    "LPG", "LSD", "LT", "LTD", "LTE", "LU", "LV", "MA", "MAR", "MAX", "MB", "MBA", "MBE", "MC",
    "MD", "MEP", "MG", "MHZ", "MI", "MIL", "MIN", "MIT", "MLB", "MM", "MMS", "MN", "MO", "MOD",
    "MON", "MOT", "MP", "MPG", "MPH", "MPL", "MPS", "MRI", "MS", "MSN", "MTV", "MW", "MWH", "MX",
    "MXN", "MY", "NAACP", "NAFTA", "NASA", "NATO", "NB", "NBA", "NBC", "NC", "ND", "NE", "NET",
    "NFC", "NFL", "NG", "NGO", "NGOS", "NH", "NHL", "NHS", "NI", "NIMBY", "NJ", "NL", "NM", "NME",
    "NNE", "NNW", "NO", "NOK", "NOV", "NPD", "NPR", "NRA", "NSA", "NV", "NW", "NY", "NYC", "NYPD",
    "NZ", "NZD", "OAP", "OBE", "OCD", "OCT", "OECD", "OFSTED", "OH", "OK", "OKAY", "OMG", "OPEC",
    "OPERA", "ORG", "OS", "OSS", "OTP", "OZ", "PA", "PABX", "PAYE", "PBS", "PBX", "PC", "PCS",
    "PDF", "PDFS", "PDT", "PE", "PEN", "PER", "PH", "PHD", "PHP", "PIN", "PIP", "PISA", "PK", "PL",
    "PLC", "PLN", "PLO", "PM", "PMS", "PNG", "POW", "PPB", "PPE", "PPM", "PR", "PRO", "PS", "PSA",
    "PST", "PT", "PTA", "PTSD", "PVC", "PY", "QA", "QC", "QED", "QR", "RAF", "RAM", "RBS", "RER",
    "RFC", "RI", "RIP", "RN", "RNA", "RNC", "RO", "ROI", "ROM", "RPM", "RSPCA", "RSS", "RSVP",
    "RU", "RUB", "RV", "SA", "SAP", "SARS", "SAT", "SATS", "SC", "SD", "SDK", "SE", "SEK", "SEO",
    "SEP", "SEPT", "SG", "SGD", "SIM", "SK", "SMS", "SNCF", "SNP", "SOE", "SOS", "SPD", "SQ",
    "SQL", "SQUID", "SSD", "SSE", "SSL", "SSW", "STD", "STEM", "SUM", "SUN", "SUV", "SVG", "SW",
    "TB", "TBA", "TBC", "TCP", "TED", "TGV", "TH", "THB", "THU", "TLD", "TLS", "TN", "TNT", "TOML",
    "TR", "TRY", "TUC", "TUE", "TUV", "TV", "TVS", "TW", "TWH", "TX", "TXT", "UA", "UAE", "UCLA",
    "UEFA", "UFO", "UHF", "UI", "UK", "UKIP", "UN", "UNDP", "UNEP", "UNESCO", "UNHCR", "UNICEF",
    "UNIX", "URL", "URLS", "US", "USA", "USAID", "USB", "USD", "USSR", "UT", "UTC", "UTF", "UV",
    "UVA", "UVB", "UX", "VAT", "VCR", "VHF", "VHS", "VIP", "VN", "VPN", "VR", "VT", "WA", "WC",
    "WEBP", "WED", "WEF", "WFP", "WHO", "WI", "WIFI", "WTO", "WWF", "WWI", "WWII", "WWW", "WY",
    "XL", "XML", "XS", "XX", "XXL", "XY", "YAML", "YHA", "YMCA", "YOLO", "ZA", "ZAR", "ZDF", "ZIP",
];

#[cfg(test)]
mod tests {
    use super::{KNOWN, is_known};

    #[test]
    fn the_list_is_in_order_and_holds_no_word_twice() {
        assert!(KNOWN.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(KNOWN.len() >= 250);
        assert!(is_known("EU") && is_known("XIV") && !is_known("HSM"));
    }
}
