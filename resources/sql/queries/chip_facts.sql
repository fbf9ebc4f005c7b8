-- What follows from the chip of a pool: ?1 the change set, ?2 the reference feed. Of a pool that the reference data made and whose chip
-- somebody else has named since, what followed from the other chip goes first.
UPDATE e_accelerator SET vendor_country=NULL, fab_country=NULL, eccn=NULL
 WHERE id IN (SELECT g.entity FROM change g CROSS JOIN entity e ON e.id=g.entity WHERE g.change_set=?1 AND g.attr='chip' AND e.kind=8 AND e.first_feed=?2)
   AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=e_accelerator.id AND c.attr IN ('vendor_country','fab_country','eccn'));
UPDATE e_accelerator SET
  vendor=coalesce(vendor, (SELECT c.vendor FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  vendor_country=coalesce(vendor_country, (SELECT nullif(c.vendor_country,'') FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  fab_country=coalesce(fab_country, (SELECT c.fab_country FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  eccn=coalesce(eccn, (SELECT c.eccn FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip)))
 WHERE chip IS NOT NULL AND absent='' AND (vendor IS NULL OR vendor_country IS NULL OR fab_country IS NULL OR eccn IS NULL);
