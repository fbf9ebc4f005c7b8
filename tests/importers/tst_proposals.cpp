// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/proposaltest.h"
#include "importers/partofpreset.h"
#include "importers/registry.h"
#include "support/testmain.h"

namespace tst_proposals {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using importers::MappingProposal;

/// Registers as officers keep them: what their columns are taken for before anybody has said anything.
class TestProposals : public ProposalTest
{
    Q_OBJECT

private:
    /// In one line: "kind; title=meaning; ...".
    static QString written(const MappingProposal &proposal)
    {
        QStringList parts = {domain::kindName(proposal.mapping.kind)};
        for (const importers::ProposedColumn &column : proposal.columns)
            parts.append(column.title + u'=' + column.meaning);
        return parts.join(u"; "_s);
    }

private slots:
    void registersAreUnderstood_data();
    void registersAreUnderstood();
    void answersSayAClass_data();
    void answersSayAClass();
    void unitsAreLookedAt_data();
    void unitsAreLookedAt();
    void partsOfTitlesAreOthers_data();
    void partsOfTitlesAreOthers();
    void departmentsAreNoCountries();
    void listsAreTakenApart_data();
    void listsAreTakenApart();
    void separatorsAreChecked_data();
    void separatorsAreChecked();
    void partsOfExportsAreTold_data();
    void partsOfExportsAreTold();
};

void TestProposals::registersAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("proposal");
    QTest::newRow("an asset list of the cloud")
        << QByteArray("Instance ID;System name;Provider;Hosting country;Criticality\ni-0abc1234def567890;Kernbank;AWS;AT;critical\ni-0abc1234def567891;CRM;AWS;DE;important\n")
        << u"workload; Instance ID=key; System name=name; Provider=provider; Hosting country=hosting_countries; Criticality=criticality"_s;
    QTest::newRow("servers with towns")
        << QByteArray("Server;Anwendung;Standort Rechenzentrum;Betreiber;Schutzbedarf\nsrv1;SAP;Frankfurt;T-Systems;hoch\nsrv2;DATEV;Nürnberg;DATEV eG;sehr hoch\n")
        << u"workload; Server=key; Anwendung=name; Standort Rechenzentrum=hosting_countries; Betreiber=provider; Schutzbedarf=criticality"_s;
    QTest::newRow("systems, accessed from, in Spanish")
        << QByteArray("Código;Nombre del sistema;Proveedor;País de alojamiento;Países de acceso;Entorno;Criticidad;Datos personales;Gestión de claves\nS1;Nómina;AWS;España;India, Marruecos;Producción;Crítica;Sí;Cliente\nS2;CRM;Salesforce;Francia;Estados Unidos;Producción;Importante;No;Proveedor\n")
        << u"workload; Código=key; Nombre del sistema=name; Proveedor=provider; País de alojamiento=hosting_countries; Países de acceso=admin_countries; Entorno=env; Criticidad=criticality; Datos personales=data_classes; Gestión de claves="_s;
    QTest::newRow("the same in German")
        << QByteArray("Systemnummer;Systemname;Anbieter;Hosting-Land;Zugriffsländer;Personenbezogene Daten\nS1;SAP;SAP;DE;IN, US;ja\nS2;CRM;AWS;FR;US;nein\n")
        << u"workload; Systemnummer=key; Systemname=name; Anbieter=provider; Hosting-Land=hosting_countries; Zugriffsländer=admin_countries; Personenbezogene Daten=data_classes"_s;
    QTest::newRow("classes of data beside the question whether they are of persons")
        << QByteArray("Systemnummer;Systemname;Personenbezogene Daten;Datenklassen\nS1;SAP;ja;personal, financial\nS2;CRM;nein;financial\nS3;HR;ja;personal, health\n")
        << u"workload; Systemnummer=key; Systemname=name; Personenbezogene Daten=; Datenklassen=data_classes"_s;
    QTest::newRow("the same in French")
        << QByteArray("N°;Nom de l'application;Fournisseur;Pays d'hébergement;Pays d'accès;Données personnelles;Criticité\n1;Paie;ADP;France;Inde;oui;Elevée\n2;CRM;Salesforce;Irlande;Maroc;non;Moyenne\n")
        << u"workload; N°=key; Nom de l'application=name; Fournisseur=provider; Pays d'hébergement=hosting_countries; Pays d'accès=admin_countries; Données personnelles=data_classes; Criticité=criticality"_s;
    QTest::newRow("the same in Italian")
        << QByteArray("ID istanza;Nome del sistema;Fornitore;Paese di hosting;Paesi di accesso;Dati personali;Criticità\ni-0a;Stipendi;AWS;Italia;India;sì;alta\ni-0b;CRM;AWS;Irlanda;Albania;no;media\n")
        << u"workload; ID istanza=key; Nome del sistema=name; Fornitore=provider; Paese di hosting=hosting_countries; Paesi di accesso=admin_countries; Dati personali=data_classes; Criticità=criticality"_s;
    QTest::newRow("applications with a region of the cloud")
        << QByteArray("Application;Owner;Vendor;Data center country;Cloud region;Users\nCRM;Sales;Salesforce;Germany;eu-central-1;250\nERP;Finance;SAP;Ireland;eu-west-1;90\n")
        << u"workload; Application=name; Owner=owner; Vendor=provider; Data center country=hosting_countries; Cloud region=; Users="_s;
    QTest::newRow("instances in German")
        << QByteArray("Instanz-ID;Systemname;Anbieter;Region;Betriebssystem;Kritikalität\ni-0a1;SAP;AWS;eu-central-1;Linux;hoch\ni-0a2;CRM;AWS;eu-west-1;Windows;mittel\n")
        << u"workload; Instanz-ID=key; Systemname=name; Anbieter=provider; Region=hosting_countries; Betriebssystem=; Kritikalität=criticality"_s;
    QTest::newRow("instances in Spanish")
        << QByteArray("ID de instancia;Nombre;Región;Cuenta\ni-0a1;SAP;eu-south-2;111122223333\ni-0a2;CRM;eu-west-1;111122223333\n")
        << u"workload; ID de instancia=key; Nombre=name; Región=hosting_countries; Cuenta=account"_s;
    QTest::newRow("instances in French")
        << QByteArray("ID d'instance;Nom;Région;Compte;Type d'instance\ni-0a1;SAP;eu-west-3;111122223333;m5.large\ni-0a2;CRM;eu-west-1;111122223333;m5.large\n")
        << u"workload; ID d'instance=key; Nom=name; Région=hosting_countries; Compte=account; Type d'instance=instance_type"_s;
    QTest::newRow("application portfolio")
        << QByteArray("ID;Name;Display Name;Description;Lifecycle Phase;Business Criticality;Hosting Type;Hosting Location;Provider;Application Owner;Business Capability;Technical Fit;GDPR relevant;RTO;RPO\nA-1;CRM;Sales / CRM;Customer relations;Active;Mission critical;SaaS;Ireland;Salesforce;Sales;Sales;Adequate;Yes;4;1\nA-2;ERP;Finance / ERP;General ledger;Active;Business critical;On-premises;Germany;SAP;CFO;Finance;Perfect;Yes;8;2\n")
        << u"workload; ID=key; Name=name; Display Name=; Description=description; Lifecycle Phase=state; Business Criticality=criticality; Hosting Type=service_model; Hosting Location=hosting_countries; Provider=provider; Application Owner=owner; Business Capability=business_services; Technical Fit=; GDPR relevant=data_classes; RTO=rto_h; RPO=rpo_h"_s;
    QTest::newRow("applications of a service desk")
        << QByteArray("Number;Name;Application type;Business criticality;Install status;Hosting;Vendor;IT application owner;Data classification;Contains PII;Location;Environment;Sys ID\nAPM0001;CRM;COTS;1 - most critical;Installed;Cloud;Salesforce;Ann;Confidential;true;Dublin, Ireland;Production;0a1b2c3d4e5f\nAPM0002;ERP;Homegrown;2 - somewhat critical;Installed;On premise;SAP;Bob;Internal;false;Frankfurt, Germany;Production;1a1b2c3d4e5f\n")
        << u"workload; Number=key; Name=name; Application type=; Business criticality=criticality; Install status=state; Hosting=; Vendor=provider; IT application owner=owner; Data classification=; Contains PII=data_classes; Location=hosting_countries; Environment=env; Sys ID="_s;
    QTest::newRow("objects of a CMDB")
        << QByteArray("ID;Objekt-Titel;Objekttyp;SYSID;Zweck;Kategorie;Standort;Hersteller;Modell;Seriennummer;CMDB-Status;Kontaktzuweisung\n17;srv-app-01;Server;SRV_1;Produktion;Standard;Frankfurt;Dell;R740;ABC;in Betrieb;IT\n18;srv-app-02;Server;SRV_2;Test;Standard;Berlin;HP;DL380;DEF;in Betrieb;IT\n")
        << u"workload; ID=key; Objekt-Titel=name; Objekttyp=resource_type; SYSID=; Zweck=env; Kategorie=; Standort=hosting_countries; Hersteller=; Modell=; Seriennummer=; CMDB-Status=state; Kontaktzuweisung=owner"_s;
    QTest::newRow("outsourcing in German")
        << QByteArray("Lfd. Nr.;Vertragsnummer;Bezeichnung der Auslagerung;Auslagerungsunternehmen;Vertragspartei;Wesentlich;Vertragsbeginn;Nächste Verlängerung;Kündigungsfrist;Anwendbares Recht;Ort der Leistungserbringung;Speicherort der Daten;Personenbezogene Daten;Weiterverlagerung;Exit-Strategie;Letzte Risikoanalyse\n1;V-2021-3;Kernbankbetrieb;T-Systems;Muster Bank AG;ja;01.01.2021;01.01.2027;12 Monate;Deutschland;Deutschland;Deutschland;ja;nein;ja;01.03.2026\n2;V-2022-7;Mahnwesen;Infosys;Muster Bank AG;nein;01.02.2022;01.02.2027;6 Monate;Irland;Indien;Irland;ja;ja;nein;01.03.2025\n")
        << u"contract; Lfd. Nr.=key; Vertragsnummer=; Bezeichnung der Auslagerung=name; Auslagerungsunternehmen=provider; Vertragspartei=contracting_entity; Wesentlich=supports_critical; Vertragsbeginn=start_date; Nächste Verlängerung=; Kündigungsfrist=; Anwendbares Recht=governing_law; Ort der Leistungserbringung=; Speicherort der Daten=data_locations; Personenbezogene Daten=personal_data; Weiterverlagerung=; Exit-Strategie=; Letzte Risikoanalyse="_s;
    QTest::newRow("outsourcing")
        << QByteArray("Reference number;Outsourced function;Service provider;Critical or important;Start date;End date;Notice period;Governing law;Country of service;Location of data;Personal data;Sub-outsourcing;Last audit;Estimated annual budget\nO-1;Card processing;Worldline;Yes;2021-01-01;2027-12-31;12 months;France;France;France;Yes;No;2025-02-01;1200000\nO-2;Help desk;Infosys;No;2022-01-01;2026-12-31;3 months;Ireland;India;Ireland;Yes;Yes;2024-02-01;90000\n")
        << u"contract; Reference number=key; Outsourced function=name; Service provider=provider; Critical or important=supports_critical; Start date=start_date; End date=end_date; Notice period=; Governing law=governing_law; Country of service=; Location of data=data_locations; Personal data=personal_data; Sub-outsourcing=; Last audit=; Estimated annual budget=annual_cost"_s;
    QTest::newRow("record of processing in Italian")
        << QByteArray("N.;Denominazione del trattamento;Titolare del trattamento;Finalità del trattamento;Base giuridica;Categorie di interessati;Categorie di dati personali;Destinatari;Trasferimento extra UE;Garanzie;Termini di cancellazione;DPIA\n1;Gestione paghe;Rossi SpA;Pagamento stipendi;Obbligo legale;Dipendenti;Anagrafici;Banca;No;;10 anni;No\n2;Newsletter;Rossi SpA;Marketing;Consenso;Clienti;Contatto;Agenzia;Stati Uniti;CCT;2 anni;No\n")
        << u"processing; N.=key; Denominazione del trattamento=name; Titolare del trattamento=legal_entity; Finalità del trattamento=purpose; Base giuridica=lawful_basis; Categorie di interessati=; Categorie di dati personali=; Destinatari=recipients; Trasferimento extra UE=third_countries; Garanzie=safeguards; Termini di cancellazione=; DPIA="_s;
    QTest::newRow("AI use cases")
        << QByteArray("Use case ID;Use case name;Business owner;AI system;Model;Vendor;Intended purpose;AI Act risk category;Role under AI Act;Human oversight;Personal data;Go-live date;Status;Countries deployed\nUC1;Credit scoring;Risk;ScoreIT;XGBoost;In-house;Assess credit;High;Deployer;Risk officer;Yes;2025-03-01;Live;DE, FR\nUC2;Chatbot;Service;ChatIT;GPT-4o;OpenAI;Answer customers;Limited;Deployer;Agent;Yes;2025-06-01;Pilot;DE\n")
        << u"ai_use; Use case ID=key; Use case name=name; Business owner=owner; AI system=workload; Model=models; Vendor=; Intended purpose=purpose; AI Act risk category=ai_act_class; Role under AI Act=role; Human oversight=human_oversight_owner; Personal data=; Go-live date=placed_on_market; Status=; Countries deployed=countries_of_use"_s;
    QTest::newRow("AI systems in Spanish")
        << QByteArray("Código;Nombre del sistema de IA;Proveedor;Modelo;Finalidad prevista;Clasificación de riesgo;Rol (RIA);Supervisión humana;Decisiones automatizadas;Personas afectadas;Responsable;Fecha de puesta en servicio\nIA-1;Scoring de crédito;Interno;XGBoost;Evaluar solvencia;Alto riesgo;Responsable del despliegue;Riesgos;Sí;Clientes;Riesgos;2025-03-01\nIA-2;Chatbot;OpenAI;GPT-4o;Atender clientes;Riesgo limitado;Responsable del despliegue;Atención;No;Clientes;Clientes;2025-06-01\n")
        << u"ai_use; Código=key; Nombre del sistema de IA=name; Proveedor=; Modelo=models; Finalidad prevista=purpose; Clasificación de riesgo=ai_act_class; Rol (RIA)=role; Supervisión humana=human_oversight_owner; Decisiones automatizadas=decisions_on_persons; Personas afectadas=persons_concerned; Responsable=owner; Fecha de puesta en servicio=placed_on_market"_s;
    QTest::newRow("AI systems in German")
        << QByteArray("Nr.;KI-System;Fachbereich;Anbieter;Eingesetztes Modell;Zweck;Risikoklasse;Rolle nach KI-VO;Menschliche Aufsicht;Transparenzhinweis;Verantwortlich;Produktiv seit\n1;Bonitätsprüfung;Risiko;Intern;XGBoost;Bonität prüfen;Hochrisiko;Betreiber;Risikoleiter;ja;Risiko;01.03.2025\n2;Chatbot;Service;OpenAI;GPT-4o;Kunden antworten;Begrenzt;Betreiber;Teamleiter;ja;Service;01.06.2025\n")
        << u"ai_use; Nr.=key; KI-System=name; Fachbereich=; Anbieter=; Eingesetztes Modell=models; Zweck=purpose; Risikoklasse=ai_act_class; Rolle nach KI-VO=role; Menschliche Aufsicht=human_oversight_owner; Transparenzhinweis=ai_disclosure; Verantwortlich=owner; Produktiv seit=placed_on_market"_s;
    QTest::newRow("vendors")
        << QByteArray("Vendor ID;Vendor name;Vendor type;Country of incorporation;Parent company;Parent country;Tier;Criticality;LEI;Data processor;Service description;Relationship owner\nV1;AWS EMEA SARL;Cloud;Luxembourg;Amazon.com Inc;United States;1;High;;Yes;Hosting;IT\nV2;SAP SE;Software;Germany;;;1;High;;Yes;ERP;IT\n")
        << u"provider; Vendor ID=key; Vendor name=name; Vendor type=; Country of incorporation=legal_country; Parent company=ultimate_parent; Parent country=ultimate_parent_country; Tier=; Criticality=; LEI=lei; Data processor=; Service description=description; Relationship owner="_s;
    QTest::newRow("vendors in Italian")
        << QByteArray("Codice fornitore;Ragione sociale;Nazione;Servizio erogato;Responsabile esterno;Fornitore critico;Capogruppo;Paese capogruppo\nF1;Aruba;Italia;Hosting;sì;sì;;\nF2;AWS;Lussemburgo;Cloud;sì;sì;Amazon;Stati Uniti\n")
        << u"provider; Codice fornitore=key; Ragione sociale=name; Nazione=legal_country; Servizio erogato=; Responsabile esterno=; Fornitore critico=; Capogruppo=ultimate_parent; Paese capogruppo=ultimate_parent_country"_s;
    QTest::newRow("accelerators")
        << QByteArray("Cluster;GPU model;Number of GPUs;Manufacturer;Location;Data centre;Owner;Usage;Memory (GB)\ngpu-a;H100;64;NVIDIA;Germany;FRA1;AI team;Training;80\ngpu-b;MI300X;8;AMD;France;PAR3;AI team;Inference;192\n")
        << u"accelerator; Cluster=name; GPU model=chip; Number of GPUs=count; Manufacturer=vendor; Location=location_countries; Data centre=; Owner=owner; Usage=stage; Memory (GB)="_s;
    QTest::newRow("access list")
        << QByteArray("User;Display name;System;Role;Access level;Employer;Country;Last login;MFA;Approved by\njdoe;Jane Doe;CRM;Administrator;Admin;Infosys;India;2026-10-01;Yes;Ann\nbsm;Bob Smith;ERP;Reader;Read;Acme;Germany;2026-10-03;Yes;Ann\n")
        << u"grant; User=identity; Display name=; System=workload; Role=role; Access level=privilege; Employer=employer; Country=principal_country; Last login=last_used_at; MFA=mfa; Approved by="_s;
    QTest::newRow("access list in Spanish")
        << QByteArray("ID;Usuario;Sistema;Perfil;Privilegio;Empresa;País;Último acceso\nA1;jdoe;CRM;Admin;administrador;Infosys;India;01/10/2026\nA2;bsm;ERP;Lector;lectura;Banco;España;15/10/2026\n")
        << u"grant; ID=key; Usuario=identity; Sistema=workload; Perfil=role; Privilegio=privilege; Empresa=employer; País=principal_country; Último acceso=last_used_at"_s;
    QTest::newRow("subcontractors in German")
        << QByteArray("Unterauftragnehmer;Leistung;Land;Hauptauftragnehmer;Vertrag;Zugriff auf Daten;Rang\nTwilio;SMS;USA;Salesforce;V-1;ja;1\nZendesk;Tickets;Irland;Salesforce;V-1;ja;2\n")
        << u"subprocessor; Unterauftragnehmer=name; Leistung=; Land=country; Hauptauftragnehmer=provider; Vertrag=contract; Zugriff auf Daten=data_access; Rang=rank"_s;
    QTest::newRow("keys")
        << QByteArray("Key ID;Key alias;KMS provider;Key location;Custody;HSM;Rotation (days)\nk-1;crm;AWS;DE;customer;yes;365\nk-2;erp;Thales;FR;customer;yes;365\n")
        << u"key; Key ID=key; Key alias=name; KMS provider=provider; Key location=key_countries; Custody=; HSM=hsm; Rotation (days)=rotation_days"_s;
    QTest::newRow("models in French")
        << QByteArray("Modèle;Éditeur;Pays de l'éditeur;Version;Hébergé par;Pays d'hébergement;Licence;Données d'entraînement\nMistral Large;Mistral AI;France;2;Mistral AI;France;commerciale;web\nGPT-4o;OpenAI;États-Unis;2024-11;Microsoft;Suède;commerciale;web\n")
        << u"model; Modèle=name; Éditeur=developer; Pays de l'éditeur=developer_country; Version=version; Hébergé par=provider; Pays d'hébergement=hosting_countries; Licence=licence; Données d'entraînement="_s;
    QTest::newRow("certificates in German")
        << QByteArray("Nr.;Anbieter;Zertifikat;Norm;Zertifizierer;Ausgestellt;Gültig bis;Geltungsbereich\n1;AWS;ISO 27001 AWS;ISO 27001;EY;01.01.2025;31.12.2027;EC2, S3\n2;SAP;C5 SAP;BSI C5;KPMG;01.01.2025;31.12.2025;S/4\n")
        << u"certification; Nr.=key; Anbieter=holder; Zertifikat=name; Norm=scheme; Zertifizierer=auditor; Ausgestellt=issued; Gültig bis=expires; Geltungsbereich=services"_s;}

void TestProposals::registersAreUnderstood()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, proposal);
    QCOMPARE(written(proposed(text)), proposal);
}

void TestProposals::answersSayAClass_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("yes");
    QTest::addColumn<QString>("no");
    for (const char *title : {"Personal data", "Contains PII", "Personenbezogene Daten", "Données personnelles", "Datos personales", "Dati personali", "Personenbezogene Daten (ja/nein)"})
        QTest::newRow(title) << QString::fromUtf8(title) << u"personal..."_s << u"non_personal..."_s;
    // None of one class says nothing of the others.
    for (const char *title : {"Données sensibles", "Besondere Kategorien", "Sensitive personal data"})
        QTest::newRow(title) << QString::fromUtf8(title) << u"special_category..."_s << QString();
}

/// Whether a system holds personal data, by yes or no: one class of those that it holds, and not all of them.
void TestProposals::answersSayAClass()
{
    QFETCH(QString, title);
    QFETCH(QString, yes);
    QFETCH(QString, no);
    const QByteArray text = "System-ID;System;" + title.toUtf8() + "\nS1;CRM;ja\nS2;ERP;nein\n";
    const MappingProposal proposal = proposed(text);
    QCOMPARE(proposal.mapping.meaningOf(title), u"data_classes"_s);
    QCOMPARE(proposal.mapping.values.value(title), (QMap<QString, QString>{{u"ja"_s, yes}, {u"nein"_s, no}}));
    MappedReading table;
    readMapped(table, m_catalogue, text, proposal.mapping);
    QVERIFY(!table.error);
    QCOMPARE(table.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    const domain::Value *holds = CollectingSink::field(table.sink.records().constFirst(), u"data_classes"_s);
    QVERIFY(holds && !std::get<domain::ListValue>(*holds).complete);
    QCOMPARE(std::get<domain::ListValue>(*holds).items, QStringList{yes.chopped(3)});
}

void TestProposals::unitsAreLookedAt_data()
{
    QTest::addColumn<QString>("meaning");
    for (const char *title : {"RTO", "RTO (h)", "RTO in Stunden", "RTO (heures)"})
        QTest::newRow(title) << u"rto_h"_s;
    for (const char *title : {"RTO (min)", "RTO [Minuten]", "RTO in days", "RTO (jours)", "RTO minuti"})
        QTest::newRow(title) << QString();
    for (const char *title : {"Log retention", "Log retention (days)", "Log-Aufbewahrung (Tage)"})
        QTest::newRow(title) << u"log_retention_days"_s;
    for (const char *title : {"Log retention (months)", "Log-Aufbewahrung (Jahre)", "Protokollaufbewahrung (Monate)"})
        QTest::newRow(title) << QString();
}

/// Minutes that are read as hours would be believed.
void TestProposals::unitsAreLookedAt()
{
    const QByteArray title = QTest::currentDataTag();
    QTEST(meaningIn(EntityKind::Workload, "System ID;System name;Provider;Hosting country;" + title + "\nS1;CRM;AWS;DE;30\nS2;ERP;AWS;FR;60\n", QString::fromUtf8(title)), "meaning");
}

void TestProposals::partsOfTitlesAreOthers_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("meaning");
    const auto row = [](EntityKind kind, const char *title, const char *text, const char *meaning) {
        QTest::newRow(title) << static_cast<int>(kind) << QByteArray(text) << QString::fromUtf8(title) << QString::fromLatin1(meaning);
    };
    // What an authority has designated, and not what matters to us.
    row(EntityKind::Provider, "Fornitore critico", "Codice fornitore;Fornitore;Fornitore critico\nF1;Aruba;sì\nF2;AWS;no\n", "");
    row(EntityKind::Contract, "Exit-Strategie", "Vertragsnummer;Vertrag;Exit-Strategie\nV-1;Hosting;ja\nV-2;Support;nein\n", "");
    row(EntityKind::Contract, "Sub-outsourcing", "Contract number;Contract;Sub-outsourcing\nC-1;Hosting;yes\nC-2;Support;no\n", "");
    // Where a service comes from is no court, though nothing else is left that is one country.
    row(EntityKind::Contract, "Ort der Leistungserbringung", "Vertragsnummer;Vertrag;Anwendbares Recht;Ort der Leistungserbringung\nV-1;Hosting;DE;IN\nV-2;Support;FR;PL\n", "");
    row(EntityKind::Contract, "Country of service", "Contract number;Contract;Country of service\nC-1;Hosting;France\nC-2;Support;India\n", "");
    row(EntityKind::Workload, "Region", "System ID;System;Region\nS1;CRM;eu-central-1\nS2;ERP;eu-west-1\n", "hosting_countries");
    row(EntityKind::Workload, "Allowed regions", "System ID;System;Allowed regions\nS1;CRM;eu-central-1\nS2;ERP;eu-west-1\n", "allowed_locations");
}

void TestProposals::partsOfTitlesAreOthers()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    QFETCH(QString, title);
    QTEST(meaningIn(static_cast<EntityKind>(kind), text, title), "meaning");
}

void TestProposals::departmentsAreNoCountries()
{
    QCOMPARE(meaningIn(EntityKind::Workload, "System ID;System;Bereich\nS1;CRM;IT\nS2;ERP;IT\n", u"Bereich"_s), QString());
    QCOMPARE(meaningIn(EntityKind::Workload, "System ID;System;Wo\nS1;CRM;IT\nS2;ERP;FR\n", u"Wo"_s), u"hosting_countries"_s);
}

void TestProposals::listsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("cells"); ///< of the recipients
    QTest::addColumn<QString>("separator");
    QTest::addColumn<QString>("first"); ///< the values of the first cell
    QTest::newRow("words") << QByteArray("Steuerberater, Krankenkassen|Versand") << u","_s << u"Steuerberater/Krankenkassen"_s;
    QTest::newRow("of several words") << QByteArray("Kunden, Mitarbeiter der Bank, Dritte|Kunden") << u","_s << u"Kunden/Mitarbeiter der Bank/Dritte"_s;
    QTest::newRow("other marks") << QByteArray("\"Bank; Steuerberater, Krankenkasse\"|Versand, Post") << QString() << u"Bank/Steuerberater, Krankenkasse"_s;
    QTest::newRow("companies with their forms") << QByteArray("Amazon Web Services, Inc.|Contoso, Ltd.") << QString() << u"Amazon Web Services, Inc."_s;
    QTest::newRow("sentences") << QByteArray("The bank, unless it is asked for by the authority|Nobody") << QString() << u"The bank, unless it is asked for by the authority"_s;
}

/// A cell of several recipients with commas between them; the countries in the same table keep marks of their own.
void TestProposals::listsAreTakenApart()
{
    QFETCH(QByteArray, cells);
    QFETCH(QString, separator);
    QFETCH(QString, first);
    QByteArray text = "Nr.;Verarbeitungstätigkeit;Empfänger;Drittländer\n";
    int n = 0;
    for (const QByteArray &cell : cells.split('|'))
        text += QByteArray::number(++n).repeated(2).replace(1, 0, ";V") + ';' + cell + ";\"US; IN, PH\"\n";
    const MappingProposal proposal = proposed(text);
    QCOMPARE(proposal.mapping.kind, EntityKind::Processing);
    QCOMPARE(proposal.mapping.separatorOf(u"Empfänger"_s), separator);
    QCOMPARE(proposal.mapping.listSeparator, QString());
    MappedReading table;
    readMapped(table, m_catalogue, text, proposal.mapping);
    QVERIFY(!table.error);
    const domain::Record record = table.sink.records().constFirst();
    const auto listed = [&](const QString &attr) {
        const domain::Value *value = CollectingSink::field(record, attr);
        return value ? std::get<domain::ListValue>(*value).items.join(u'/') : QString();
    };
    QCOMPARE(listed(u"recipients"_s), first);
    QCOMPARE(listed(u"third_countries"_s), u"US/IN/PH"_s);
    // What is said of a column is kept with the mapping.
    const auto again = importers::csvMappingFromJson(importers::csvMappingToJson(proposal.mapping), u"m"_s, m_catalogue);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
    QCOMPARE(again->separatorOf(u"Empfänger"_s), separator);
}

void TestProposals::separatorsAreChecked_data()
{
    QTest::addColumn<QByteArray>("separators");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("no such mark") << QByteArray(R"({"To":"#"})") << u"m#/list_separators/To"_s;
    QTest::newRow("none") << QByteArray(R"({"To":""})") << u"m#/list_separators/To"_s;
    QTest::newRow("not a list of words") << QByteArray(R"({"Where":","})") << u"m#/list_separators/Where"_s;
    QTest::newRow("no such column") << QByteArray(R"({"Who":","})") << u"m#/list_separators/Who"_s;
    QTest::newRow("no object") << QByteArray(R"(",")") << u"m#/list_separators"_s;
}

void TestProposals::separatorsAreChecked()
{
    QFETCH(QByteArray, separators);
    const auto read = importers::csvMappingFromJson(R"({"kind":"processing","columns":{"No":"key","To":"recipients","Where":"third_countries"},"list_separators":)" + separators + '}', u"m"_s, m_catalogue);
    QVERIFY(!read);
    QTEST(read.error().where, "pointer");
}

void TestProposals::partsOfExportsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hint");     ///< empty: it is no part of an export
    QTest::addColumn<QString>("proposal");
    QTest::newRow("assets of Google") << QByteArray("name,location\n//compute.googleapis.com/projects/p/zones/europe-west3-a/instances/web,europe-west3-a\n//storage.googleapis.com/data,europe-west3\n")
                                      << u"gcloud asset search-all-resources"_s << u"workload; name=key; location=hosting_countries"_s;
    QTest::newRow("AWS Tag Editor") << QByteArray("Identifier,Service,Type,Region\ni-0abc1234def567890,EC2,Instance,eu-central-1\ni-0abc1234def567891,EC2,Instance,eu-west-1\n")
                                    << u"AWS Tag Editor, but not arn"_s << u"workload; Identifier=key; Service=service; Type=; Region=hosting_countries"_s;
    QTest::newRow("a list of somebody's own") << QByteArray("name,location\nweb,Frankfurt\ncrm,Dublin\n") << QString() << u"workload; name=name; location=hosting_countries"_s;
    QTest::newRow("numbers of somebody's own") << QByteArray("Identifier;Owner;Purpose;Colour\n1;Ann;x;red\n2;Bob;y;blue\n") << QString() << QString();
}

/// Exports with few columns: which one to take instead, and what can be made of it as it is.
void TestProposals::partsOfExportsAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hint);
    QFETCH(QString, proposal);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"list.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const auto probe = importers::makeProbe(file.fileName());
    QVERIFY(probe);
    const auto known = importers::recognise(*probe, importers::defaultRegistry(m_catalogue));
    QVERIFY(!known);
    QCOMPARE(importers::partOfPreset(*probe).isEmpty(), hint.isEmpty());
    QVERIFY2(known.error().detail.contains(hint), qPrintable(known.error().detail));
    if (proposal.isEmpty())
        return;
    QCOMPARE(written(proposed(text)), proposal);
}

BAILIWICK_TEST(QCoreApplication, TestProposals)

} // namespace tst_proposals

#include "tst_proposals.moc"
