# SPDX-License-Identifier: GPL-3.0-or-later
"""Gaps that the business accepts for a time: own policy and schemes only, never binding law. Each decision names the rules and the
things, why, who asked (a function), who approved, from which day and until which: some end within 90 days, one has ended."""

BREAK_GLASS = "arn:aws:iam::111122223333:user/break-glass-{0}#arn:aws:iam::aws:policy/AdministratorAccess#attached#0"


def decision(on, expires, requested_by, approved_by, reason, **gaps):
    return {"reason": reason, "requested_by": requested_by, "approved_by": approved_by, "on": on, "expires": expires,
            "gaps": {rule.replace("_", "-"): keys.split() if isinstance(keys, str) else keys for rule, keys in gaps.items()}}


ACCEPTANCES = [
    decision("2026-03-26", "2027-03-26", "Head of Accounts", "CISO",
             "Both break-glass users lie sealed in the vault, need two people to open and raise an alarm when they "
             "are used. Emergency rights can't be used every quarter.",
             AIS_ID_02=[BREAK_GLASS.format(1), BREAK_GLASS.format(2)]),
    decision("2026-02-02", "2027-01-31", "Head of Compliance", "CISO",
             "Internal audit reads these systems only in the weeks of an examination. Asking anew each time would "
             "announce it to those who are examined.",
             AIS_ID_02="G-0303 G-0366 G-0384"),
    decision("2026-06-01", "2027-05-31", "Head of Accounts", "CISO",
             "The database administrators' rights sleep until a ticket wakes them for four hours, and each session "
             "is recorded. The vault's own report is read every month.",
             AIS_ID_02="G-0595 G-0603 G-0605 G-0613 G-0633 G-0693"),
    decision("2026-07-01", "2027-06-30", "Outsourcing Officer", "Head of Private Banking",
             "The Singapore branch books its clients under the rules of the MAS and must keep and serve them "
             "there. No client of another branch is in these systems; the portal and the assistant are reviewed "
             "with the branch's licence.",
             AIS_RES_03="pvb-assistant-sg pvb-portal-sg",
             AIS_RES_04="pvb-assistant-sg pvb-portal-sg",
             AIS_RES_05="pvb-assistant-sg pvb-portal-sg",
             CSF_3_1="pvb-assistant-sg pvb-portal-sg"),
    decision("2026-07-01", "2027-06-30", "AI Officer", "Head of Private Banking",
             "Weights of SEA-LION were copied once and run on our own account; nothing goes back to the developer. "
             "The assistant falls back to plain search when the model is withdrawn.",
             AIS_DEP_03="aisg",
             CSF_1_1="aisg"),
    decision("2026-05-04", "2027-05-03", "AI Officer", "Chief Data Office",
             "Only open weights are taken from here, checked and kept in our own store; no service of the "
             "developer is used.",
             AIS_DEP_03="meta huggingface"),
    decision("2026-04-15", "2027-04-14", "Outsourcing Officer", "Head of Markets",
             "Prices and reference data of listed instruments, nothing of ours and nothing of clients goes there. "
             "A second source costs more than a day without it; trading stops by the outage rule.",
             AIS_DEP_03="borsadata",
             CSF_1_1="borsadata",
             CSF_2_1="C-038",
             CSF_2_2="borsadata"),
    decision("2026-09-01", "2027-02-15", "Head of Workplace", "CISO",
             "The first line of security monitoring sits in our own company in Pune, around the clock; logs show "
             "no content. Transfers are judged apart, under the GDPR.",
             AIS_RES_03="shr-monitoring shr-soc"),
    decision("2026-08-10", "2027-01-20", "Outsourcing Officer", "Head of HR",
             "Course bookings and certificates only; the provider's European support hours are bought from "
             "January.",
             AIS_RES_03="hr-learning"),
    decision("2026-01-15", "2026-12-31", "Outsourcing Officer", "Head of Workplace",
             "Energy figures are asked for in each renewal; none of the four contracts comes up before the end of "
             "the year, and no decision hangs on them.",
             CSF_8_1="anthropic cardwerk kontora openai"),
    decision("2026-06-15", "2027-12-01", "AI Officer", "Head of Lending",
             "The credit score runs on one make of chip until the new model is trained for two; the old one on "
             "processors stands by and carries the load of a day in three.",
             AIS_CHIP_02="inf2-par",
             AIS_SUR_05="inf2-par",
             CSF_2_4="inf2-par",
             CSF_6_5="inf2-par"),
    decision("2026-09-15", "2027-09-14", "AI Officer", "Head of Underwriting",
             "No other vendor's chip is certified for the hosting that health data needs; underwriting can be done "
             "by hand for a week.",
             AIS_CHIP_02="l40s-gra",
             CSF_2_4="l40s-gra",
             CSF_6_5="l40s-gra"),
    decision("2026-05-20", "2027-05-19", "AI Officer", "Head of SME",
             "The score of companies is advice to the clerk, not a decision; without the accelerator the clerk "
             "works as before. The cloud's vendor does not tell where its chips are made.",
             AIS_CHIP_01="tpu-mil",
             CSF_5_1="tpu-mil",
             CSF_6_5="tpu-mil"),
    decision("2026-10-01", "2027-09-30", "AI Officer", "Chief Data Office",
             "No maker of accelerators gives its firmware in escrow or lets others build it. Machines that hold "
             "them have no way out of their own network.",
             CSF_4_5="nvidia",
             CSF_7_6="nvidia"),
    decision("2026-06-30", "2026-12-15", "Outsourcing Officer", "Head of Workplace",
             "The exit plan for the office suite waits for the group's plan, which the board reads in December.",
             AIS_EXIT_01="stf-m365",
             CSF_6_1="stf-m365"),
    decision("2026-08-17", "2027-02-10", "AI Officer", "Head of Workplace",
             "Developers' prompts hold code of ours and no customer data; a gateway strips secrets. The provider's "
             "shorter term comes with the renewal in February.",
             AIS_FM_04="claude-kiro"),
    decision("2026-10-12", "2027-01-15", "Outsourcing Officer", "Head of Markets",
             "The provider's auditor has been on site; the report that shows the machines to be ours alone is due "
             "in January.",
             AIS_DEPLOY_02="trd-grid"),
    decision("2026-09-28", "2027-05-15", "AI Officer", "Head of Financial Crime",
             "Reserved capacity is ordered for the second quarter. Until then alerts wait in the queue when the "
             "region is short, which the regulator's deadlines allow for.",
             AIS_DEPLOY_01="aml-alerts aml-fraud"),
    decision("2026-11-02", "2027-10-31", "AI Officer", "Head of Customer Contact",
             "The assistants speak the provider's own interface through one thin layer; the second model on the "
             "same layer is tested in spring. Customers can reach a person at any time.",
             CSF_6_1="cct-summary cct-chat cct-triage cct-voice"),
    decision("2026-05-15", "2026-11-15", "AI Officer", "Head of Customer Contact",
             "The languages that are missing are answered by people until they are evaluated in autumn.",
             AIS_CULT_01="claude-sonnet corvane-assist jamba-large"),
]
