// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

/// An invented organisation's report, the same at each call.
inline report::ReportInput sampleReport(int findingsOfFirstIssue = 8)
{
    using namespace Qt::StringLiterals;
    using domain::LegalStatus;
    using domain::Severity;
    using domain::Status;
    report::ReportInput in;
    in.title = u"Sovereignty gap report"_s;
    in.organisation = u"Nordhafen Versicherung AG"_s;
    in.scope =
        u"All systems that hold data of insured persons, and all AI systems, of the three companies of the group."_s;
    in.asOf = QDate(2026, 11, 20);
    in.generatedAt = QDateTime(QDate(2026, 11, 20), QTime(16, 5), Qt::UTC);
    in.classification = u"Confidential"_s;
    in.preparer = u"A. Brandt"_s;
    in.reviewer = u"Dr M. Osei"_s;
    in.approver = u"J. Lindqvist"_s;
    in.exclusions = {u"Test systems without personal data"_s, u"The Brazilian branch, sold on 2026-06-30"_s};
    const QString hash(u"3f9a1c0be77d42f1aa09c3e5d8b64410f2b7c19ad0e35f6688714c2d9ab0e5f1"_s);
    in.dataHash = hash;
    in.inputs = {{u"aws-config-2026-11.json"_s, hash, in.generatedAt.addDays(-2), 1834},
                 {u"register.csv"_s, QString(hash).replace(u'3', u'8'), in.generatedAt.addDays(-1), 131}};
    in.completeness = {{u"118 of 131 systems of the register were found in the imports."_s, false},
                       {u"13 systems of the register appear in no import; they are reported as unknown."_s, true}};
    const auto framework = [](const QString &id, const QString &name, LegalStatus legal, int pass, int gap,
                              int unknown) {
        report::Framework f{id, name, u"2026.1"_s, legal, u"EU"_s, u"M. Osei"_s, {}, {}, {}};
        f.counts.add(Status::Pass, pass);
        f.counts.add(Status::Gap, gap);
        f.counts.add(Status::Unknown, unknown);
        f.counts.add(Status::NotApplicable, 12);
        f.counts.add(Status::Accepted, 2);
        f.gaps.add(Severity::Critical, gap / 4);
        f.gaps.add(Severity::High, gap / 3);
        f.gaps.add(Severity::Medium, gap - gap / 4 - gap / 3);
        for (int i = 0; i < 14; ++i) {
            report::Requirement r{u"Art. %1(%2)"_s.arg(28 + i).arg(1 + i % 3),
                                  i % 3 == 0 ? u"Transfers to a third country rest on an adequacy decision or on "
                                               "suitable safeguards, and the assessment is written down"_s
                                             : u"The processor acts on documented instructions only"_s,
                                  u"%1-%2-01"_s.arg(id.toUpper()).arg(28 + i),
                                  u"What the article asks for, in one sentence."_s,
                                  static_cast<Severity>(i % 4),
                                  legal,
                                  {},
                                  i % 4 == 0 ? u"unverified"_s : u"high"_s,
                                  domain::Review{i % 2 == 0 ? domain::ReviewState::Reviewed : domain::ReviewState::NotReviewed, {}, 0, {}},
                                  i == 3 ? u"whether remote access counts"_s : QString(),
                                  i == 5,
                                  {{u"Art. %1 GDPR"_s.arg(28 + i), u"https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_%1"_s.arg(28 + i)}}};
            r.counts.add(Status::Pass, 20 - i);
            r.counts.add(i % 5 == 1 ? Status::Unknown : Status::Pass, i);
            r.counts.add(Status::Gap, i == 2 ? gap - gap / 3 : i == 7 ? gap / 3 : 0);
            f.requirements << r;
        }
        return f;
    };
    in.frameworks = {framework(u"gdpr"_s, u"GDPR"_s, LegalStatus::Law, 310, 27, 61),
                     framework(u"ai-act"_s, u"EU AI Act"_s, LegalStatus::Law, 44, 9, 30),
                     framework(u"seccloud"_s, u"SecNumCloud"_s, LegalStatus::Scheme, 80, 14, 22),
                     framework(u"policy"_s, u"Group cloud policy"_s, LegalStatus::OwnPolicy, 120, 5, 3)};
    const auto finding = [](int i) {
        const QString key = u"arn:aws:s3:::nh-claims-%1-%2"_s
                                .arg(i % 7 == 0 ? u"archive-of-the-former-life-insurance-company"_s : u"prod"_s)
                                .arg(i, 4, 10, QChar(u'0'));
        return report::Finding{u"bucket"_s,
                               key,
                               u"Claims store %1"_s.arg(i),
                               u"GDPR-44-01"_s,
                               i % 5 == 4 ? Status::Unknown : Status::Gap,
                               u"The data stand in Northern Virginia and the provider processes them in clear."_s,
                               {{u"region"_s,
                                 u"us-east-1"_s,
                                 u"aws-config-2026-11.json, /items/%1, read 2026-11-19"_s.arg(i),
                                 {{u"aws-config-2026-11.json"_s, u"/items/%1"_s.arg(i), u"2026-11-19"_s, {}, false}}},
                                {u"encryption key held by"_s,
                                 i % 11 == 3 ? u"customer"_s : u"provider"_s,
                                 u"register.csv, line %1, read 2026-11-19"_s.arg(i + 2),
                                 {{u"register.csv"_s, u"line %1"_s.arg(i + 2), u"2026-11-19"_s, {}, false}}},
                                {u"transfer assessment"_s, u"asked, no answer"_s, QString(), {}}}};
    };
    for (int n = 0; n < 9; ++n) {
        report::Issue issue;
        issue.number = u"I-%1"_s.arg(n + 1, 3, 10, QChar(u'0'));
        issue.title = n % 2 == 0 ? u"Claims data are stored outside the Union without a transfer assessment"_s
                                 : u"No audit right in contract C-%1"_s.arg(17 + n, 3, 10, QChar(u'0'));
        issue.severity = static_cast<Severity>(3 - n % 4);
        const LegalStatus legal = n == 3 ? LegalStatus::OwnPolicy : n % 3 == 2 ? LegalStatus::Scheme : LegalStatus::Law;
        issue.rootCause = u"The region was never fixed in the account's baseline."_s;
        issue.rules = {{u"GDPR-44-01"_s, u"gdpr"_s, u"Art. 44"_s, issue.title, legal, issue.severity,
                        u"Buckets with the class \u201cpersonal\u201d stand in a country without an adequacy decision "
                        "for this provider, and no assessment was found."_s,
                        u"Move the buckets to eu-central-1, or write the assessment and hold the keys outside."_s,
                        {{u"GDPR Art. 44"_s, {}}, {u"GDPR Art. 46(1)"_s, {}}}},
                       {u"AIS-KEY-01"_s, u"policy"_s, u"Keys"_s, u"Keys are held by the organisation"_s, LegalStatus::OwnPolicy, Severity::Low,
                        u"Keys are held by the organisation."_s, u"Hold the keys in the own module."_s, {}}};
        issue.owner = n % 2 == 0 ? u"K. Vogel"_s : QString();
        if (n % 2 == 0)
            issue.due = QDate(2027, 1, 31);
        const int count = n == 0 ? findingsOfFirstIssue : 3;
        for (int i = 0; i < count; ++i)
            issue.findings << finding(n * 1000 + i);
        if (n == 1)
            issue.findings << finding(n * 1000 + count);
        if (n == 1)
            issue.findings.last().ruleId = u"AIS-KEY-01"_s;
        in.issues << issue;
    }
    const auto open = [](const QString &rule, const QString &name) {
        return report::Finding{u"IT system"_s, name, name, rule, Status::Unknown, u"It is not known."_s, {}};
    };
    in.unknowns = {{u"gdpr"_s,
                    u"GDPR-28-02"_s,
                    u"Sub-processors are known and approved"_s,
                    u"Art. 28(2)"_s,
                    LegalStatus::Law,
                    {u"sub-processors"_s, u"approval date"_s},
                    {open(u"GDPR-28-02"_s, u"claims-portal"_s), open(u"GDPR-28-02"_s, u"broker-api"_s)}},
                   {u"ai-act"_s,
                    u"AIA-26-01"_s,
                    u"A person oversees the high-risk system"_s,
                    u"Art. 26"_s,
                    LegalStatus::Law,
                    {u"overseer"_s},
                    {open(u"AIA-26-01"_s, u"fraud-score"_s)}}};
    in.missing = {{u"IT systems"_s, u"sub-processors"_s, 2, 2, 0, u"Outsourcing Officer"_s, {u"GDPR-28-02"_s}, {u"claims-portal"_s, u"broker-api"_s}},
                  {u"AI uses"_s, u"overseer"_s, 1, 1, 1, u"AI Officer"_s, {u"AIA-26-01"_s}, {u"fraud-score"_s}}};
    in.acceptances = {{u"AIS-OPA-01"_s, u"policy"_s, u"Operators are kept out"_s, {u"Risk grid"_s, u"Test bench"_s}, u"Deleted by the end of the year."_s,
                       u"AI Officer"_s, u"Head of Markets"_s, QDate(2026, 9, 1), QDate(2026, 12, 31), {}, 2},
                      {u"AIS-OPA-01"_s, u"policy"_s, u"Operators are kept out"_s, {u"Old grid"_s}, u"Until the move."_s, u"AI Officer"_s,
                       u"Head of Markets"_s, QDate(2026, 3, 1), QDate(2026, 10, 31), u"expired on 2026-10-31"_s, 1}};
    figures::MapData map;
    map.view = figures::MapView::World;
    map.metric = u"Assets stored"_s;
    map.unit = u"assets"_s;
    map.countries = {{u"DE"_s, 41}, {u"FR"_s, 22}, {u"IE"_s, 37}, {u"US"_s, 12}, {u"SG"_s, 4}, {u"IN"_s, std::nullopt}};
    map.sites = {{u"fra"_s, u"Frankfurt"_s, 50.11, 8.68, 30, figures::SiteKind::CloudRegion, std::nullopt},
                 {u"dub"_s, u"Dublin"_s, 53.35, -6.26, 37, figures::SiteKind::CloudRegion, std::nullopt},
                 {u"iad"_s, u"Northern Virginia"_s, 38.95, -77.45, 12, figures::SiteKind::CloudRegion, std::nullopt},
                 {u"sin"_s, u"Singapore"_s, 1.35, 103.82, 4, figures::SiteKind::CloudRegion, Status::Unknown}};
    map.arcs = {{u"a"_s, u"Frankfurt to Virginia"_s, {8.68, 50.11}, {-77.45, 38.95}, 12, Status::Gap, Severity::High, {}},
                {u"b"_s, u"Dublin to Singapore"_s, {-6.26, 53.35}, {103.82, 1.35}, 4, Status::Unknown, Severity::High, {}}};
    map.noLocation = 14;
    map.global = 6;
    figures::MapData europe = map;
    europe.view = figures::MapView::Europe;
    in.maps = {map, europe};
    figures::LineChartData lines;
    figures::LineSeries series{u"gap"_s, u"Gaps in law"_s, {}, figures::Fill::of(figures::Tone::High)};
    for (int i = 0; i < 8; ++i)
        series.points << figures::LinePoint{QDate(2026, 3 + i, 1), 62.0 - 4 * i};
    lines.series << series;
    in.charts = {{u"Gaps in binding law"_s, u"One snapshot a month."_s, lines, 130}};
    in.providers = {{u"Amazon Web Services EMEA SARL"_s, u"Luxembourg"_s, u"United States"_s, u"infrastructure"_s, 86, 1,
                     u"US CLOUD Act, FISA 702"_s, u"C-017"_s},
                    {u"OVH SAS"_s, u"France"_s, u"France"_s, u"infrastructure"_s, 22, 1, u""_s, u"C-021"_s}};
    in.method = {u"Each rule reads facts that were imported or declared and answers for each entity: pass, gap, "
                 "unknown, not applicable. Findings with one cause and one remedy are one issue."_s};
    in.ruleSets = {
        {u"eu-core"_s, u"Core of the Union"_s, u"2026.3"_s, u"(EU) 2016/679"_s, u"https://eur-lex.europa.eu"_s, u"M. Osei"_s, {{u"high"_s, 0.72}, {u"medium"_s, 0.2}, {u"unverified"_s, 0.08}}}};
    return in;
}
