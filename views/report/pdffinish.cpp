// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdffinish.h"

// The library asks its users to choose between PointerHolder and std::shared_ptr: the latter.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace report {
namespace {

QPDFObjectHandle unicode(const QString &words)
{
    return QPDFObjectHandle::newUnicodeString(words.toStdString());
}

std::string pdfDate(const QDateTime &time)
{
    return time.toUTC().toString(u"'D:'yyyyMMddHHmmss'Z'"_s).toStdString();
}

double pageHeight(QPDFObjectHandle page)
{
    QPDFObjectHandle box = QPDFPageObjectHelper(page).getAttribute("/MediaBox", false);
    return box.isArray() && box.getArrayNItems() == 4 ? box.getArrayItem(3).getNumericValue() : 842.0;
}

QPDFObjectHandle destination(const std::vector<QPDFPageObjectHelper> &pages, const Anchor &anchor)
{
    QPDFObjectHandle page = pages.at(static_cast<std::size_t>(anchor.page)).getObjectHandle();
    QPDFObjectHandle array = QPDFObjectHandle::newArray();
    array.appendItem(page);
    array.appendItem(QPDFObjectHandle::newName("/XYZ"));
    array.appendItem(QPDFObjectHandle::newNull());
    array.appendItem(QPDFObjectHandle::newReal(pageHeight(page) - anchor.y + 6, 1));
    array.appendItem(QPDFObjectHandle::newNull());
    return array;
}

/// Two levels of bookmarks: sections, and what stands in them; closed at the second.
void addOutline(QPDF &pdf, const std::vector<QPDFPageObjectHelper> &pages, const QList<Anchor> &anchors)
{
    if (anchors.isEmpty())
        return;
    struct Node
    {
        QPDFObjectHandle item;
        std::vector<QPDFObjectHandle> children;
    };
    std::vector<Node> tops;
    for (const Anchor &anchor : anchors) {
        QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        item.replaceKey("/Title", unicode(anchor.text));
        item.replaceKey("/Dest", destination(pages, anchor));
        if (anchor.level > 1 && !tops.empty())
            tops.back().children.push_back(item);
        else
            tops.push_back({item, {}});
    }
    QPDFObjectHandle root = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
    const auto chain = [](QPDFObjectHandle parent, std::vector<QPDFObjectHandle> &items, bool open) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            items[i].replaceKey("/Parent", parent);
            if (i > 0)
                items[i].replaceKey("/Prev", items[i - 1]);
            if (i + 1 < items.size())
                items[i].replaceKey("/Next", items[i + 1]);
        }
        parent.replaceKey("/First", items.front());
        parent.replaceKey("/Last", items.back());
        const auto count = static_cast<long long>(items.size());
        parent.replaceKey("/Count", QPDFObjectHandle::newInteger(open ? count : -count));
    };
    std::vector<QPDFObjectHandle> items;
    for (Node &top : tops) {
        if (!top.children.empty())
            chain(top.item, top.children, false);
        items.push_back(top.item);
    }
    chain(root, items, true);
    pdf.getRoot().replaceKey("/Outlines", root);
    pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

void addLinks(QPDF &pdf, const std::vector<QPDFPageObjectHelper> &pages, const PdfExtras &extras)
{
    for (const auto &[number, rect, target] : extras.links) {
        QPDFObjectHandle page = pages.at(static_cast<std::size_t>(number)).getObjectHandle();
        const double height = pageHeight(page);
        QPDFObjectHandle link = QPDFObjectHandle::newDictionary();
        link.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
        link.replaceKey("/Subtype", QPDFObjectHandle::newName("/Link"));
        link.replaceKey("/Rect", QPDFObjectHandle::newFromRectangle(QPDFObjectHandle::Rectangle(
                                     rect.left(), height - rect.bottom(), rect.right(), height - rect.top())));
        link.replaceKey("/Border", QPDFObjectHandle::parse("[0 0 0]"));
        link.replaceKey("/F", QPDFObjectHandle::newInteger(4));
        link.replaceKey("/Dest", destination(pages, extras.bookmarks.at(target)));
        QPDFObjectHandle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) {
            annotations = QPDFObjectHandle::newArray();
            page.replaceKey("/Annots", annotations);
            annotations = page.getKey("/Annots");
        }
        annotations.appendItem(pdf.makeIndirectObject(link));
    }
}

/// Qt tags its font subsets with object numbers that follow the order of a hash with a random seed. Tag them
/// by the order in which pages use them.
void nameFonts(const std::vector<QPDFPageObjectHelper> &pages)
{
    std::set<QPDFObjGen> seen;
    for (QPDFPageObjectHelper page : pages) {
        QPDFObjectHandle resources = page.getAttribute("/Resources", false);
        QPDFObjectHandle fonts = resources.isDictionary() ? resources.getKey("/Font") : resources;
        if (!fonts.isDictionary())
            continue;
        for (const std::string &key : fonts.getKeys()) {
            QPDFObjectHandle font = fonts.getKey(key);
            QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
            if (!descendants.isArray() || !seen.insert(font.getObjGen()).second)
                continue;
            QPDFObjectHandle descendant = descendants.getArrayItem(0);
            QPDFObjectHandle descriptor = descendant.getKey("/FontDescriptor");
            if (!descriptor.isDictionary() || !descriptor.getKey("/FontName").isName())
                continue;
            std::string name = descriptor.getKey("/FontName").getName().substr(1);
            if (const auto plus = name.find('+'); plus != std::string::npos)
                name.erase(0, plus + 1);
            std::string tag = "AAAAAA";
            for (std::size_t number = seen.size() - 1, place = tag.size(); number > 0 && place > 0; number /= 26)
                tag.at(--place) = static_cast<char>('A' + number % 26);
            const QPDFObjectHandle tagged = QPDFObjectHandle::newName("/" + tag + "+" + name);
            font.replaceKey("/BaseFont", tagged);
            descendant.replaceKey("/BaseFont", tagged);
            descriptor.replaceKey("/FontName", tagged);
        }
    }
}

void addAttachment(QPDF &pdf, const PdfExtras &extras)
{
    auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, extras.attachment.toStdString());
    stream.setCreationDate(pdfDate(extras.created));
    stream.setModDate(pdfDate(extras.created));
    stream.setSubtype("application/json");
    auto spec = QPDFFileSpecObjectHelper::createFileSpec(pdf, "findings.json", stream);
    spec.setDescription("All findings of this report as data");
    QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile("findings.json", spec);
}

void describe(QPDF &pdf, const PdfExtras &extras)
{
    QPDFObjectHandle info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    info.replaceKey("/Title", unicode(extras.title));
    info.replaceKey("/Author", unicode(extras.author));
    info.replaceKey("/Creator", unicode(u"Bailiwick"_s));
    info.replaceKey("/Producer", unicode(u"Qt and libqpdf"_s));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdfDate(extras.created)));
    info.replaceKey("/ModDate", QPDFObjectHandle::newString(pdfDate(extras.created)));
    pdf.getTrailer().replaceKey("/Info", info);
    // Qt's XMP packet carries the time of writing and a random identifier.
    pdf.getRoot().removeKey("/Metadata");
    pdf.getRoot().replaceKey("/Lang", unicode(extras.language));
    QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    pdf.getRoot().replaceKey("/ViewerPreferences", preferences);
}

std::shared_ptr<Buffer> written(QPDF &pdf, bool last)
{
    pdf.getTrailer().removeKey("/ID");
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    if (last) {
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
    } else {
        writer.setStaticID(true);
        writer.setObjectStreamMode(qpdf_o_disable);
    }
    writer.setMinimumPDFVersion("1.7");
    writer.setCompressStreams(true);
    writer.write();
    return writer.getBufferSharedPointer();
}

} // namespace

domain::Result<QByteArray> finishPdf(const QByteArray &painted, const PdfExtras &extras)
{
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", painted.constData(), static_cast<std::size_t>(painted.size()));
        const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
        addOutline(pdf, pages, extras.bookmarks);
        addLinks(pdf, pages, extras);
        nameFonts(pages);
        if (!extras.attachment.isEmpty())
            addAttachment(pdf, extras);
        describe(pdf, extras);
        // Twice: the first pass numbers objects by their place in the document instead of by the order in
        // which Qt's hashes gave them; only then does packing them into streams depend on the content alone.
        const std::shared_ptr<Buffer> renumbered = written(pdf, false);
        QPDF again;
        again.setSuppressWarnings(true);
        again.processMemoryFile("report", reinterpret_cast<const char *>(renumbered->getBuffer()), // NOLINT
                                renumbered->getSize());
        const std::shared_ptr<Buffer> buffer = written(again, true);
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), // NOLINT: bytes are bytes
                          static_cast<qsizetype>(buffer->getSize()));
    } catch (const std::exception &e) {
        return domain::Error{domain::ErrorCode::Internal, QString::fromUtf8(e.what()), u"libqpdf"_s};
    }
}

} // namespace report
