"""Forms of what stands about a paper's text: job lines, bar codes, folios, symbols, contents tables."""

import regex

from cotc.parsers.profiles import compiling

JOB = compiling.compile(
    r"(?:(?:V|GE|N|K|NA|HV)[.\-]?)?\d\d-?\d{5}\s*(?:\([A-Z]\))?(?:\s*\d{6})*"
    r"|K\d{7}\s*(?:[\[(][A-Z][\])])?(?:\s+\d{6})*"
)
BARCODE = compiling.compile(r"\*\d{7}\*")
FOLIO = compiling.compile(r"(?:page\s+)?[\d٠-٩]{1,4}(?:\s*/\s*[\d٠-٩]{1,4})?", regex.IGNORECASE)
SYMBOL = compiling.compile(
    r"[A-Z][A-Z0-9.]{1,9}(?:\(\d+\))?(?:/[\w.()\[\] -]+)+\*{0,3}|[AES](?:/[\w.()\[\] -]+)+\*{0,3}"
)
CONTENTS = compiling.compile(
    r"(?:table of )?contents|table des matières|sommaire|índice|contenido|содержание|оглавление"
    r"|目\s*录|目\s*次|المحتويات",
    regex.IGNORECASE,
)
# "Annex", "Annexe II", "Приложение 1", "附件一": the word for an annex or appendix, with a number or none.
ANNEX = compiling.compile(
    r"(?:annexe?|anexo|ap[pé]{1,2}ndi(?:x|ce)|приложение|добавление|(?:ال)?مرفق|(?:ال)?تذييل)(?:\s\S{1,8})?|附[件录錄]\p{Han}{0,3}",
    regex.IGNORECASE,
)
PAGE_NUMBER = compiling.compile(r"\d{1,4}|[ivxl]{1,6}|[٠-٩]{1,4}")
LEADER = compiling.compile(r"(?:\s*[.…·_]){3,}\s*")
