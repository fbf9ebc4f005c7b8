// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registers/doratable.h"

/// Rows of the templates on uses, providers, chains, functions and assessments (B_02.02, B_04 to B_07); the record is begun already.
namespace importers::dora {

void readTerms(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);
void readUsers(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);
void readProvider(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);
void readChain(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);
void readFunction(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);
void readAssessment(const DoraTable &, const DoraTable::Row &, domain::RecordSink &);

} // namespace importers::dora
