// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/certificateregister.h"

#include "domain/celltext.h"
#include "importers/developername.h"
#include "importers/registerheader.h"
#include "importers/say.h"
#include "importers/table/tableshape.h"
#include "importers/text/headertable.h"
#include "importers/text/unreadvalues.h"

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;

namespace {

const QList<TitledColumn> &certificateColumns()
{
    static const QList<TitledColumn> all{
        {u"scheme"_s, {u"Standard"_s, u"Certification"_s, u"Certification scheme"_s, u"Schema"_s, u"Norm"_s, u"Zertifizierung"_s, u"Zertifizierungsschema"_s, u"Norme"_s, u"Référentiel"_s, u"Schéma"_s, u"Esquema"_s, u"Norma"_s, u"Certificación"_s, u"Schema di certificazione"_s, u"Certificazione"_s, u"Certificering"_s, u"Norm of schema"_s, u"Standaard"_s}},
        {u"edition"_s, {u"Version"_s, u"Ausgabe"_s, u"Fassung"_s, u"Édition"_s, u"Edición"_s, u"Versión"_s, u"Edizione"_s, u"Versione"_s, u"Editie"_s, u"Versie"_s}},
        {u"scheme_level"_s, {u"Level"_s, u"Stufe"_s, u"Niveau"_s, u"Schutzniveau"_s, u"Nivel"_s, u"Livello"_s, u"Niveau de protection"_s}},
        {u"report_type"_s, {u"Report type"_s, u"Type of report"_s, u"Kind of report"_s, u"Berichtstyp"_s, u"Berichtsart"_s, u"Art des Berichts"_s, u"Type de rapport"_s, u"Tipo de informe"_s, u"Tipo di rapporto"_s, u"Tipo di relazione"_s, u"Rapporttype"_s, u"Soort rapport"_s}},
        {u"holder"_s, {u"Certificate holder"_s, u"Certified organisation"_s, u"Certified organization"_s, u"Provider"_s, u"Inhaber"_s, u"Zertifikatsinhaber"_s, u"Anbieter"_s, u"Titulaire"_s, u"Détenteur"_s, u"Fournisseur"_s, u"Titular"_s, u"Proveedor"_s, u"Organisme certifié"_s, u"Organización certificada"_s, u"Titolare"_s, u"Fornitore"_s, u"Organizzazione certificata"_s, u"Houder"_s, u"Certificaathouder"_s, u"Leverancier"_s}},
        {u"scope_services"_s, {u"Services"_s, u"Services in scope"_s, u"Scope"_s, u"Geltungsbereich"_s, u"Dienste"_s, u"Dienste im Geltungsbereich"_s, u"Périmètre"_s, u"Services couverts"_s, u"Alcance"_s, u"Servicios"_s, u"Servicios cubiertos"_s, u"Ambito"_s, u"Campo di applicazione"_s, u"Servizi"_s, u"Reikwijdte"_s, u"Toepassingsgebied"_s, u"Diensten"_s}},
        {u"scope_locations"_s, {u"Locations"_s, u"Locations in scope"_s, u"Regions"_s, u"Standorte"_s, u"Regionen"_s, u"Sites"_s, u"Lieux"_s, u"Régions"_s, u"Ubicaciones"_s, u"Emplazamientos"_s, u"Regiones"_s, u"Sedi"_s, u"Ubicazioni"_s, u"Regioni"_s, u"Locaties"_s, u"Regio's"_s}},
        {u"certificate_no"_s, {u"Certificate number"_s, u"Certificate no."_s, u"Certificate ID"_s, u"Zertifikatsnummer"_s, u"Zertifikat-Nr."_s, u"Registriernummer"_s, u"Numéro de certificat"_s, u"N° de certificat"_s, u"N° certificat"_s, u"Número de certificado"_s, u"N.º de certificado"_s, u"Numero di certificato"_s, u"Numero certificato"_s, u"Numero del certificato"_s, u"N. certificato"_s, u"Certificaatnummer"_s}},
        {u"issuer_cb"_s, {u"Issuer"_s, u"Issued by"_s, u"Certification body"_s, u"Auditor"_s, u"Aussteller"_s, u"Zertifizierungsstelle"_s, u"Prüfer"_s, u"Émetteur"_s, u"Organisme certificateur"_s, u"Organisme de certification"_s, u"Auditeur"_s, u"Emisor"_s, u"Entidad de certificación"_s, u"Organismo de certificación"_s, u"Organisme"_s, u"Organismo"_s, u"Ente di certificazione"_s, u"Organismo di certificazione"_s, u"Certificatore"_s, u"Certificerende instelling"_s, u"Certificatie-instelling"_s}},
        {u"accreditation_body"_s, {u"Accredited by"_s, u"Akkreditierungsstelle"_s, u"Organisme d'accréditation"_s, u"Entidad de acreditación"_s, u"Organismo de acreditación"_s, u"Ente di accreditamento"_s, u"Accreditatie-instelling"_s}},
        {u"issue_date"_s, {u"Issued"_s, u"Issued on"_s, u"Date of issue"_s, u"Ausstellungsdatum"_s, u"Ausgestellt am"_s, u"Date d'émission"_s, u"Date de délivrance"_s, u"Fecha de emisión"_s, u"Fecha de expedición"_s, u"Data di rilascio"_s, u"Data di emissione"_s, u"Datum van afgifte"_s, u"Afgiftedatum"_s}},
        {u"valid_from"_s, {u"Valid since"_s, u"Gültig ab"_s, u"Gültig von"_s, u"Valide à partir du"_s, u"Valable du"_s, u"Début de validité"_s, u"Válido desde"_s, u"Válido a partir de"_s, u"Valido dal"_s, u"Geldig vanaf"_s}},
        {u"valid_until"_s, {u"Expires"_s, u"Expiry"_s, u"Expiry date"_s, u"Valid to"_s, u"Gültig bis"_s, u"Ablaufdatum"_s, u"Läuft ab am"_s, u"Valide jusqu'au"_s, u"Valable jusqu'au"_s, u"Date d'expiration"_s, u"Fin de validité"_s, u"Válido hasta"_s, u"Fecha de caducidad"_s, u"Fecha de vencimiento"_s, u"Valido fino al"_s, u"Data di scadenza"_s, u"Scadenza"_s, u"Geldig tot"_s, u"Vervaldatum"_s}},
        {u"status"_s, {u"State"_s, u"Zustand"_s, u"Statut"_s, u"État"_s, u"Estado"_s, u"Stato"_s}},
        {u"surveillance_due"_s, {u"Surveillance audit"_s, u"Last surveillance"_s, u"Next surveillance"_s, u"Überwachungsaudit"_s, u"Nächste Überwachung"_s, u"Audit de surveillance"_s, u"Auditoría de seguimiento"_s, u"Audit di sorveglianza"_s, u"Controle-audit"_s}},
        {u"url"_s, {u"Link"_s, u"Web"_s, u"Lien"_s, u"Enlace"_s}},
        {u"evidence_file"_s, {u"Evidence"_s, u"File"_s, u"Nachweis"_s, u"Datei"_s, u"Preuve"_s, u"Fichier"_s, u"Evidencia"_s, u"Prueba"_s, u"Archivo"_s}},
        {u"note"_s, {u"Notes"_s, u"Remarks"_s, u"Comment"_s, u"Bemerkung"_s, u"Bemerkungen"_s, u"Anmerkung"_s, u"Notiz"_s, u"Remarque"_s, u"Commentaire"_s, u"Nota"_s, u"Observaciones"_s, u"Comentario"_s, u"Note"_s, u"Osservazioni"_s, u"Opmerking"_s, u"Opmerkingen"_s}},
    };
    return all;
}

enum class Standing { Valid, Gone, Unclear };

/// What a register says of whether a certificate stands. Nothing said is as good as valid: its dates tell.
Standing standingOf(const QString &status)
{
    static const QStringList valid{u"valid"_s, u"active"_s, u"current"_s, u"certified"_s, u"gueltig"_s, u"aktiv"_s, u"valide"_s, u"actif"_s, u"envigueur"_s, u"valido"_s, u"vigente"_s, u"activo"_s, u"issued"_s, u"envalidite"_s, u"envalidez"_s, u"valida"_s, u"activa"_s,
                                   u"valide"_s, u"attivo"_s, u"invigore"_s, u"geldig"_s, u"actief"_s, u"vankracht"_s};
    static const QStringList gone{u"withdrawn"_s, u"revoked"_s, u"suspended"_s, u"cancelled"_s, u"planned"_s, u"inprogress"_s, u"zurueckgezogen"_s, u"entzogen"_s, u"ausgesetzt"_s, u"widerrufen"_s, u"geplant"_s, u"retire"_s, u"suspendu"_s, u"revoque"_s, u"prevu"_s, u"encours"_s, u"retirado"_s, u"suspendido"_s, u"revocado"_s, u"previsto"_s, u"encurso"_s, u"inarbeit"_s,
                                  u"suspendue"_s, u"retiree"_s, u"suspendida"_s, u"anulado"_s, u"sospeso"_s, u"revocato"_s, u"ritirato"_s, u"previsto"_s,
                                  u"incorso"_s, u"opgeschort"_s, u"ingetrokken"_s, u"gepland"_s, u"inbehandeling"_s};
    // Its date says that it ran out; rules judge that by the day.
    static const QStringList expired{u"expired"_s, u"abgelaufen"_s, u"expire"_s, u"caducado"_s, u"vencido"_s, u"expiree"_s, u"scaduto"_s, u"verlopen"_s};
    const QString word = plainTitle(status);
    if (word.isEmpty() || valid.contains(word) || expired.contains(word))
        return Standing::Valid;
    return gone.contains(word) ? Standing::Gone : Standing::Unclear;
}

/// What the level, the end of a scheme or a column of its own says of the kind of report: "Type II", "Typ 1", "Zertifikat". Empty: nothing known.
QString reportTypeOf(const QString &text)
{
    static const QRegularExpression numbered(u"^(?:type|typ|tipo)(1|2|i|ii)$"_s);
    static const QStringList certificate{u"certificate"_s, u"zertifikat"_s, u"certificat"_s, u"certificado"_s, u"certificato"_s, u"certificaat"_s};
    static const QStringList self{u"self"_s, u"selfassessment"_s, u"selbstauskunft"_s, u"selbsterklaerung"_s, u"autoevaluation"_s, u"autoevaluacion"_s, u"autovalutazione"_s, u"zelfbeoordeling"_s};
    const QString word = plainTitle(text);
    if (const auto match = numbered.match(word); match.hasMatch())
        return match.captured(1) == u"1"_s || match.captured(1) == u"i"_s ? u"type1"_s : u"type2"_s;
    return certificate.contains(word) ? u"certificate"_s : self.contains(word) ? u"self"_s : QString();
}

/// Where "Type 2" begins at the end of "SOC 2 Type 2" or "C5 (Typ 2)"; -1: it has none.
qsizetype reportTypeAtEnd(const QString &scheme)
{
    static const QRegularExpression end(u"[\\s,(-]+(?:type|typ|tipo)[\\s-]*(?:1|2|i|ii)\\)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = end.match(scheme);
    return match.hasMatch() && match.capturedStart() > 0 ? match.capturedStart() : -1;
}

/// Scheme, level and kind of report, which registers write in one cell or in the other.
void sayScheme(Record &record, const TitledRow &row, UnreadValues &unread)
{
    const QString scheme = row[u"scheme"_s];
    const QString level = row[u"scheme_level"_s];
    const QString column = row[u"report_type"_s];
    const qsizetype end = reportTypeAtEnd(scheme);
    const QString ofLevel = reportTypeOf(level);
    say(record, u"scheme"_s, end < 0 ? scheme : scheme.first(end));
    say(record, u"version"_s, row[u"edition"_s]);
    if (ofLevel.isEmpty())
        say(record, u"level"_s, level);
    QString type = reportTypeOf(column);
    if (type.isEmpty() && !column.isEmpty())
        unread.add(row.title(u"report_type"_s), column, row.where(u"report_type"_s), u"the kind of report stays unknown unless the scheme or the level says it"_s);
    if (type.isEmpty())
        type = ofLevel;
    if (type.isEmpty() && end >= 0)
        type = reportTypeOf(scheme.sliced(end));
    say(record, u"report_type"_s, type);
}

/// Reads a date; false where it is none, which is told. `order`: which number of 12/03/2025 is the day, as other dates of the table tell.
bool sayCertificateDay(Record &record, const QString &attr, const TitledRow &row, const QString &column, DayOrder order, domain::RecordSink &sink)
{
    const QString cell = row[column];
    if (cell.isEmpty())
        return true;
    auto day = domain::dayFromText(cell);
    if (!day)
        day = domain::dayFromText(dayInOrder(cell, order));
    if (day) {
        record.fields.append({attr, qint64(domain::toDay(*day))});
        return true;
    }
    const QString title = row.title(column);
    static const QRegularExpression pair(u"^\\d{1,2}([/-])\\d{1,2}\\1\\d{2,4}$"_s);
    sink.rejected(u"invalid-value"_s, row.where(column),
                  pair.match(cell).hasMatch() && order == DayOrder::Unknown
                      ? u"%1: '%2' does not tell the day from the month, and no other date of the table does; write 2026-11-20, or import with a mapping that says "
                        "\"dates\": \"day-first\""_s.arg(title, cell)
                      : u"%1: '%2' is not a date of the form 2026-11-20"_s.arg(title, cell));
    return false;
}

void readRow(const TitledRow &row, DayOrder order, domain::RecordSink &sink, UnreadValues &unread)
{
    const QString scheme = row[u"scheme"_s];
    const QString holder = row[u"holder"_s];
    if (scheme.isEmpty() || holder.isEmpty()) {
        const QString missing = scheme.isEmpty() ? u"scheme"_s : u"holder"_s;
        sink.rejected(u"missing-value"_s, row.where(missing), u"a certificate needs a %1"_s.arg(missing));
        return;
    }
    const QString number = row[u"certificate_no"_s];
    if (domain::isSpoiltNumber(number)) {
        sink.rejected(u"spoilt-key"_s, row.where(u"certificate_no"_s),
                      u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(number));
        return;
    }
    const QString status = row[u"status"_s];
    const Standing standing = standingOf(status);
    if (standing == Standing::Gone) {
        sink.ignored(u"not-in-force"_s, u"%1 of %2: %3"_s.arg(scheme, holder, status));
        return;
    }
    Record record;
    record.kind = EntityKind::Certification;
    record.mapping = u"certificate-register/1"_s;
    record.whole = true;
    QStringList parts{plainTitle(scheme)};
    if (number.isEmpty())
        parts << developerName(holder).key << plainTitle(row[u"scheme_level"_s]) << plainTitle(row[u"scope_services"_s]).left(40);
    else
        parts << number;
    parts.removeAll(QString());
    record.key = parts.join(u'/');
    record.name = scheme + u", "_s + holder;
    sayScheme(record, row, unread);
    const QList<Record> organisations = sayNamedOrganisation(record, u"holder"_s, holder);
    for (const auto &[attr, column] : {std::pair{u"services"_s, u"scope_services"_s}, {u"regions"_s, u"scope_locations"_s}}) {
        if (const QStringList items = row.list(column); !items.isEmpty())
            record.fields.append({attr, domain::ListValue{items, true}});
    }
    say(record, u"certificate_no"_s, number);
    say(record, u"auditor"_s, row[u"issuer_cb"_s]);
    say(record, u"accreditation_body"_s, row[u"accreditation_body"_s]);
    const bool issued = !row[u"issue_date"_s].isEmpty();
    const bool dates = sayCertificateDay(record, u"issued"_s, row, issued ? u"issue_date"_s : u"valid_from"_s, order, sink) &&
                       sayCertificateDay(record, u"expires"_s, row, u"valid_until"_s, order, sink) &&
                       sayCertificateDay(record, u"surveillance_date"_s, row, u"surveillance_due"_s, order, sink);
    if (!dates)
        return;
    say(record, u"evidence_url"_s, row[u"url"_s].isEmpty() ? row[u"evidence_file"_s] : row[u"url"_s]);
    QStringList notes;
    if (standing == Standing::Unclear) {
        unread.add(row.title(u"status"_s), status, row.where(u"status"_s), u"the certificate is taken as valid by its dates"_s);
        notes.append(u"status: "_s + status);
    }
    if (issued && !row[u"valid_from"_s].isEmpty())
        notes.append(u"valid from: "_s + row[u"valid_from"_s]);
    notes.append(row[u"note"_s]);
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        sink.entity(std::move(organisation));
    sink.entity(std::move(record));
}

} // namespace

QString CertificateRegister::id() const
{
    return u"certificate-register"_s;
}

QString CertificateRegister::displayName() const
{
    return u"Register of certificates (table)"_s;
}

int CertificateRegister::probe(const Probe &probe) const
{
    const TableHeader header = headerOf(probe, certificateColumns());
    const bool dated = header.has(u"valid_until"_s) || header.has(u"issue_date"_s) || header.has(u"certificate_no"_s);
    return header.hasAll({u"scheme"_s, u"holder"_s}) && dated ? 3 : 0;
}

domain::Result<void> CertificateRegister::run(const Source &source, domain::RecordSink &sink,
                                              domain::JobContext &context) const
{
    UnreadValues unread(sink);
    // What the first rows tell of the order of day and month counts for all of them.
    const DayOrder order = tableShape(source.probe.head, source.probe.skippedLines, source.probe.size > 0).dayOrder;
    return readTable(
        source, certificateColumns(), {u"scheme"_s, u"holder"_s}, sink, context,
        [&](const TableHeader &) { sink.header(headerOfRegister(source)); },
        [&](const TitledRow &row) { readRow(row, order, sink, unread); });
}

} // namespace importers
