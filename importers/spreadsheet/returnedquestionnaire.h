// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/spreadsheet/questionnairebook.h"

#include <functional>

namespace importers {

/// What became of a line that came back.
struct LineFate
{
    enum class Kind { Taken, Left, Wrong }; ///< Left: on purpose; Wrong: to be mended and sent again
    Kind kind = Kind::Taken;
    QString code = {}, message = {};
};

/// The sheet of questions of a questionnaire that a team sends back (writeQuestionnaire()). Its answers are no facts yet: whoever takes
/// them in decides what becomes of each; without anybody they are left.
class ReturnedQuestionnaire final : public Importer
{
public:
    static constexpr QStringView Id = u"questionnaire";
    /// Called in the thread of run(), between beginRecord() and the next one.
    using Take = std::function<LineFate(const ReturnedLine &)>;
    explicit ReturnedQuestionnaire(Take take = {}) : m_take(std::move(take)) {}
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    Take m_take;
};

} // namespace importers
