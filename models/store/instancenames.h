// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "store/attributestore.h"

#include <optional>

namespace store {

/// Finds AWS machines that a source names without their account ("aws/i-0abc", of a Kubernetes node or a list of instances) among those
/// that the workspace has by ARN. A name of its own for every machine would cost an import of a large account a tenth of its time.
/// Lives for one import; the connection's thread.
class InstanceNames
{
public:
    explicit InstanceNames(AttributeStore &store) : m_store(store) {}
    /// Some machine is known by such a name, so that a machine that comes by its ARN may be that one.
    bool areUsed();
    /// 0: the alias is none of that kind, or no machine has it. Looks in the regions of the record's places, where it has any.
    qint64 find(const domain::Record &, const domain::Alias &);

private:
    const QStringList &prefixes();

    AttributeStore &m_store;
    std::optional<bool> m_used;
    std::optional<QStringList> m_prefixes; ///< "arn:aws:ec2:REGION:ACCOUNT:instance/" of the machines that were there before
};

} // namespace store
