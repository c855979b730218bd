"""Tables of the evaluation: questions, rounds and answers of the respondent groups."""

from verko.tables.sheets import Sheet, amount, choice, choices, count, date, ident, prose, ref, word

_PROCESS = ref("process", "the process", "prosessi")

SHEETS: tuple[Sheet, ...] = (
    Sheet("evaluation_question", "Questions asked in the evaluation.", "Arvioinnissa kysytyt kysymykset.", ("id",), {
        "id": ident("id of the question", "kysymyksen tunnus"),
        "eq": choice("evaluation_theme", "evaluation question it belongs to", "arviointikysymys, johon se kuuluu"),
        "text": prose("the question", "kysymys", required=True),
        "addressed_to_kinds": choices("actor_kind", "who were asked", "keiltä kysyttiin"),
        "designed_with_kinds": choices("actor_kind", "who planned the question", "ketkä suunnittelivat kysymyksen"),
        "scale_min": amount("lowest value of the scale", "asteikon pienin arvo"),
        "scale_max": amount("highest value of the scale", "asteikon suurin arvo"),
    }),
    Sheet("evaluation_round", "Who were asked to answer, and how many did.",
          "Keitä pyydettiin vastaamaan ja moniko vastasi.",
          ("process_id", "respondent_group", "date"), {
        "process_id": _PROCESS,
        "respondent_group": choice("respondent_group", "respondent group", "vastaajaryhmä"),
        "invited_n": count("how many were invited", "montako kutsuttiin", required=True),
        "responded_n": count("how many answered", "montako vastasi", required=True),
        "mode": choice("mode", "how it was asked", "millä tavalla kysyttiin", required=False),
        "date": date("closing day", "päättymispäivä", required=True),
    }),
    Sheet("evaluation_response", "Answers, one a row.", "Vastaukset, yksi riviä kohti.", ("id",), {
        "id": ident("id of the answer", "vastauksen tunnus"),
        "process_id": _PROCESS,
        "respondent_id": word("pseudonymous id of the respondent", "vastaajan peitetunnus"),
        "respondent_group": choice("respondent_group", "respondent group", "vastaajaryhmä"),
        "question_id": ref("evaluation_question", "the question", "kysymys"),
        "scale": amount("value on the scale", "asteikon arvo"),
        "answer": prose("the answer", "vastaus"),
        "direction": choice("direction", "direction of the answer", "vastauksen suunta", required=False),
        "code_ids": word("codes of the codebook", "luokitusrungon koodit"),
    }),
    Sheet("evaluation_coding", "Direction and codes that the team gave to answers of a survey tool.",
          "Suunta ja koodit, jotka työryhmä on antanut kyselytyökalun vastauksille.", ("id",), {
        "id": ident("id of the answer: file, row and question", "vastauksen tunnus: tiedosto, rivi ja kysymys"),
        "direction": choice("direction", "direction of the answer", "vastauksen suunta", required=False),
        "code_ids": word("codes of the codebook", "luokitusrungon koodit"),
    }),
)  # fmt: skip
