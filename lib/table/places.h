/* SPDX-License-Identifier: MIT
 *
 * Provinces and districts, looked up as people write them. The table is the file places.json of the template
 * folder.
 */
#ifndef XT_TABLE_PLACES_H
#define XT_TABLE_PLACES_H

#include "table/loader.h"

/* Lives as long as the set of templates that it belongs to. */
typedef struct xt_places xt_places;

#define XT_NO_PLACE SIZE_MAX

/* The table from the root object of its file. */
xt_status xt_places_read(xt_loader *l, const xt_cursor *root, xt_places **out);

/* Provinces and the districts of each, in the order of the file. Indexes must be below the counts. */
size_t xt_places_count(const xt_places *p);
xt_str xt_places_province_name(const xt_places *p, size_t province);
size_t xt_places_district_count(const xt_places *p, size_t province);
xt_str xt_places_district_name(const xt_places *p, size_t province, size_t district);

/* Lookups take the text of a cell. Blanks and punctuation make no difference (xt_text_fold), and a prefix may
 * stand before the name: จังหวัด or จ. before a province; อำเภอ, อ., กิ่งอำเภอ, กิ่ง อ. or เขต before a district.
 * None allocates. What is not found gives false and XT_NO_PLACE. */

/* By its name or another name of it (กทม.). */
bool xt_places_find_province(const xt_places *p, xt_str text, size_t *province);

/* A district of that province; of none where the province is XT_NO_PLACE. เมือง alone means เมือง + province,
 * where the province has a district of that name. */
bool xt_places_find_district(const xt_places *p, size_t province, xt_str text, size_t *district);

/* How many provinces have a district of that name; the first `most` of them in the order of the file go to
 * *out. เมือง alone is in none. */
size_t xt_places_provinces_of(const xt_places *p, xt_str district, size_t *out, size_t most);

/* The nearest by spelling, which differs in at most a third of its characters. A province's other names
 * count. */
bool xt_places_nearest_province(const xt_places *p, xt_str text, size_t *province);
bool xt_places_nearest_district(const xt_places *p, size_t province, xt_str text, size_t *district);

#endif
