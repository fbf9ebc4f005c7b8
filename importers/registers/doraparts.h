// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/registerform.h"
#include "importers/registers/doratable.h"
#include "importers/say.h"

#include <initializer_list>
#include <optional>

/// How cells of the register's templates are read; what is not understood is told to the sink and stays unknown. Any thread.
namespace importers::dora {

using Row = DoraTable::Row;

void refer(domain::Record &record, const QString &attr, const QString &key);
domain::Record made(domain::EntityKind kind, const QString &key, const DoraTable &table);
void doubt(const DoraTable &table, const Row &row, const char *column, const QString &what, domain::RecordSink &sink);
QString country(const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
/// Nothing for the day that stands for "open end".
std::optional<domain::Day> day(const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
void sayDay(domain::Record &record, const QString &attr, std::optional<domain::Day> when);
std::optional<bool> yesOrNo(const QString &code);
/// Recovery objectives: 0 stands for "not defined", and less than an hour is written as 1 (ITS 2024/2956, instructions to B_06.01).
void sayHours(domain::Record &record, const QString &attr, const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
void note(QStringList &notes, const QString &what, const QString &value);
/// The different values that the column has in all rows of the same contract, and of the same service where that is asked for.
QStringList all(const DoraTable &table, const Row &of, const char *column, const char *service = nullptr);
/// The different countries of the column in all rows of the contract; what is none is told, where it stands.
QString countries(const DoraTable &table, const Row &of, const char *column, domain::RecordSink &sink);
/// The first row of the contract (and service) of this one, which speaks for all of them.
const Row &firstOf(const DoraTable &table, const Row &of, const char *service = nullptr);
/// One of the values where all rows agree; who disagree are told apart by a person.
QString agreed(const QStringList &values);
QString serviceKey(const QString &contract, const QString &type);
bool needs(const DoraTable &table, const Row &row, std::initializer_list<const char *> columns, domain::RecordSink &sink);
/// A day, or "there is none" for the one that stands for an open end.
void sayOpenDay(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
/// A country, or "there is none" where the register says that it does not apply.
void sayCountry(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
/// Our value for a code of a closed list.
void sayListed(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, const char *list, domain::RecordSink &sink);
void sayYes(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
void sayDays(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, domain::RecordSink &sink);
/// An amount in `attr` and its currency in "currency".
void sayAmount(domain::Record &, const QString &attr, const DoraTable &table, const Row &row, const char *column, const char *currency, domain::RecordSink &sink);
/// "lei", "euid", "crn" ... of a kind of code, however it is written; empty: not known.
QString kindOfCode(const QString &written, const QString &code);
/// What people call a kind of ICT service.
QString typeWords(const QString &type);
QString listWords(const char *list, const QString &code);

} // namespace importers::dora
