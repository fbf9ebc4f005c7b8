// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry.h"
#include "support/collectingsink.h"

#include <QFile>
#include <QObject>
#include <QTemporaryDir>

/// A test of what is read out of exports of AWS Config.
class AwsConfigTest : public QObject
{
protected:
    static QString item(const QString &id, const QString &captured, const QString &status = QStringLiteral("OK"), const QString &more = {})
    {
        return QStringLiteral("{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"%1\",\"ARN\":\"arn:aws:sqs:eu-central-1:111122223333:%1\","
                              "\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"%3\","
                              "\"configurationItemCaptureTime\":\"%2\"%4}").arg(id, captured, status, more);
    }
    domain::Result<void> run(const QByteArray &text, domain::RecordSink &sink, domain::FileReport &report,
                             const QString &name = QStringLiteral("export.json"), const QString &format = QStringLiteral("aws-config"))
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test file");
        file.close();
        domain::QuietJob job;
        return importers::readFile(file.fileName(), importers::defaultRegistry(m_noCatalogue), format, sink, job, report);
    }
    domain::Record one(const QString &body)
    {
        CollectingSink sink;
        domain::FileReport report;
        const auto done = run(QStringLiteral("{\"configurationItems\":[%1]}").arg(body).toUtf8(), sink, report);
        if (!done || sink.entries.size() != 1 || sink.records().isEmpty())
            qFatal("one record was expected");
        return sink.records().last(); // what it needs stands before it
    }
    static domain::Value value(const domain::Record &record, const char *attr)
    {
        const domain::Value *found = CollectingSink::field(record, QString::fromLatin1(attr));
        return found ? *found : domain::Value(domain::NoAnswer());
    }

    QTemporaryDir m_dir;
    const domain::Catalogue m_noCatalogue; ///< AWS Config does not ask it; the registry needs one that lives
};
