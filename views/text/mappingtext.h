// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/setrelation.h"

#include <QString>
#include <QStringList>

/// Words for what frameworks say of each other. Pure functions. Thread: any.
namespace text {

/// What the other requirement is to this one, after its name: "the same demand", "asks this and more", "a part of this", "overlaps".
QString relationWords(domain::SetRelation);
/// The same from this one to the other, as a sign of sets and as words between two columns: "part of", "more than".
QString relationSign(domain::SetRelation);
QString relationShort(domain::SetRelation);

/// " (12 of them served by what is met in other frameworks)" behind a count of what is answered; empty for none.
QString servedWords(int served);
/// What follows where of these nothing was ever recorded; empty where there are none.
QString unrecordedWords(const QStringList &plurals);
/// What is counted apart: " Certificates are evidence for 34 of what is undecided or out of reach; ..."; empty where there is nothing.
QString apartWords(int evidenced, int refuted);
/// " 9 further entries of the list are none of its own articles or controls, and not counted."; empty where there is none.
QString besideWords(int beside);

/// A certificate as evidence. `services` are those that it surely covers.
struct CertificateWords
{
    QString attests;       ///< "ISO 27001"
    QString holder;
    QString until;         ///< ISO day; empty: without an end
    QStringList services;
    int perhaps = 0;       ///< services of which it is not known
    bool own = false;      ///< of an own legal entity
    bool shareKnown = false;
    QString leaves;        ///< what it leaves to the customer
};

/// "ISO 27001 certificate of AWS, valid until 2028-11-27, for 3 services: EC2, S3, Bedrock".
QString certificateWords(const CertificateWords &);
/// "It leaves to the customer: ... Which share that is has not been recorded."
QString customerWords(const CertificateWords &);
/// "Evidence: ...", or "Evidence of a part: ...", by way of the requirement that it attests.
QString evidenceWords(const CertificateWords &, const QString &byWayOf, bool whole);

} // namespace text
