/* SPDX-License-Identifier: MIT */
#include "base/sentence.h"

/* clang-format off */
const xt_sentence_entry xt_sentences[XT_SENTENCE_COUNT] = {
    [XT_SAY_OK] = {XT_OK, {"nothing is wrong", "ไม่มีข้อผิดพลาด"}},
    [XT_SAY_FILE_MISSING] = {XT_NOT_FOUND,
                             {"there is no such file; check the name and the folder",
                              "ไม่พบไฟล์นี้ โปรดตรวจสอบชื่อไฟล์และโฟลเดอร์"}},
    [XT_SAY_FILE_UNREADABLE] = {XT_NOT_FOUND,
                                {"the file cannot be opened ({reason}); close it in other programs and check that you "
                                 "may read it",
                                 "เปิดไฟล์นี้ไม่ได้ ({reason}) โปรดปิดไฟล์ในโปรแกรมอื่น และตรวจสอบสิทธิ์การอ่านไฟล์"}},
    [XT_SAY_FILE_READ] = {XT_TRUNCATED,
                          {"the file cannot be read to its end ({reason}); copy it to this computer and try again",
                           "อ่านไฟล์ไม่ได้จนจบ ({reason}) โปรดคัดลอกไฟล์มาไว้ในเครื่องนี้แล้วลองใหม่"}},
    [XT_SAY_FILE_EMPTY] = {XT_EMPTY_FILE,
                           {"the file is empty (0 bytes); ask for it to be sent again",
                            "ไฟล์ว่างเปล่า (0 ไบต์) โปรดขอไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_FOLDER] = {XT_NOT_A_WORKBOOK,
                       {"this is a folder; name the workbook inside it",
                        "ชื่อนี้เป็นโฟลเดอร์ โปรดระบุชื่อไฟล์ที่อยู่ในโฟลเดอร์"}},
    [XT_SAY_IS_XLW] = {XT_NOT_A_WORKBOOK,
                       {"this is a workspace of Excel 4 (.xlw), which is too old to be read; open it in Excel and save it "
                        "as Excel Workbook (.xlsx)",
                        "ไฟล์นี้เป็นเวิร์กสเปซของ Excel 4 (.xlw) ซึ่งเก่าเกินกว่าจะอ่านได้ โปรดเปิดด้วย Excel แล้วบันทึกเป็นชนิด "
                        "Excel Workbook (.xlsx)"}},
    [XT_SAY_IS_XLSB] = {XT_NOT_A_WORKBOOK,
                        {"this is a binary Excel workbook (.xlsb); open it in Excel and save it as Excel Workbook "
                         "(.xlsx)",
                         "ไฟล์นี้เป็น Excel แบบไบนารี (.xlsb) โปรดเปิดด้วย Excel แล้วบันทึกเป็นชนิด Excel Workbook (.xlsx)"}},
    [XT_SAY_IS_SXC] = {XT_NOT_A_WORKBOOK,
                       {"this is an old OpenOffice spreadsheet (.sxc); open it in LibreOffice and save it as Excel "
                        "Workbook (.xlsx)",
                        "ไฟล์นี้เป็น OpenOffice รุ่นเก่า (.sxc) โปรดเปิดด้วย LibreOffice แล้วบันทึกเป็นชนิด Excel Workbook (.xlsx)"}},
    [XT_SAY_IS_WORD] = {XT_NOT_A_WORKBOOK,
                        {"this is an Office document, but not a workbook (Word or PowerPoint perhaps); choose the "
                         "Excel file",
                         "ไฟล์นี้เป็นเอกสาร Office แต่ไม่ใช่ Excel (อาจเป็น Word หรือ PowerPoint) โปรดเลือกไฟล์ Excel"}},
    [XT_SAY_IS_ZIP] = {XT_NOT_A_WORKBOOK,
                       {"this is a ZIP archive, not a workbook; unpack it and name the workbook inside",
                        "ไฟล์นี้เป็นไฟล์ ZIP ไม่ใช่ Excel โปรดแตกไฟล์แล้วระบุไฟล์ Excel ที่อยู่ข้างใน"}},
    [XT_SAY_IS_HTML] = {XT_NOT_A_WORKBOOK,
                        {"this is a web page (HTML) without a table, perhaps a message of the web system; open it to see, "
                         "and fetch the workbook again",
                         "ไฟล์นี้เป็นหน้าเว็บ (HTML) ที่ไม่มีตาราง อาจเป็นข้อความแจ้งจากระบบ โปรดเปิดดู แล้วดาวน์โหลดไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_IS_XML] = {XT_NOT_A_WORKBOOK,
                       {"this is a plain XML file, not a workbook; if Excel opens it, save it as Excel Workbook (.xlsx)",
                        "ไฟล์นี้เป็น XML ไม่ใช่ Excel หากเปิดด้วย Excel ได้ โปรดบันทึกเป็นชนิด Excel Workbook (.xlsx)"}},
    [XT_SAY_IS_TEXT] = {XT_NOT_A_WORKBOOK,
                        {"this is a plain text file, not a workbook; choose the Excel file",
                         "ไฟล์นี้เป็นข้อความธรรมดา ไม่ใช่ Excel โปรดเลือกไฟล์ Excel"}},
    [XT_SAY_IS_PDF] = {XT_NOT_A_WORKBOOK,
                       {"this is a PDF, not a workbook; choose the Excel file it was printed from",
                        "ไฟล์นี้เป็น PDF ไม่ใช่ Excel โปรดเลือกไฟล์ Excel ต้นฉบับ"}},
    [XT_SAY_IS_UNKNOWN] = {XT_NOT_A_WORKBOOK,
                           {"this is no workbook that is known here; choose an Excel file (.xlsx or .xlsm)",
                            "ไฟล์นี้ไม่ใช่ไฟล์ Excel ที่รู้จัก โปรดเลือกไฟล์ .xlsx หรือ .xlsm"}},
    [XT_SAY_ENCRYPTED] = {XT_ENCRYPTED,
                          {"the workbook is protected with a password; open it in Excel, remove the password (File > "
                           "Info > Protect Workbook > Encrypt with Password) and save it",
                           "ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดเปิดด้วย Excel ลบรหัสผ่านออก (ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสลับด้วยรหัสผ่าน) "
                           "แล้วบันทึก"}},
    [XT_SAY_ZIP_CUT] = {XT_TRUNCATED,
                        {"the end of the file is missing: it was not copied or downloaded completely; fetch it again",
                         "ท้ายไฟล์ขาดหาย อาจคัดลอกหรือดาวน์โหลดมาไม่ครบ โปรดรับไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_ZIP_DIRECTORY] = {XT_CORRUPT_ZIP,
                              {"the file is damaged: its directory cannot be read ({text}); fetch it again, or open it "
                               "in Excel and save it anew",
                               "ไฟล์เสียหาย อ่านสารบัญภายในไฟล์ไม่ได้ ({text}) โปรดรับไฟล์ใหม่ หรือเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_ZIP_NAME_TWICE] = {XT_CORRUPT_ZIP,
                               {"the file holds two parts of the name {place}: which one counts cannot be known; open "
                                "it in Excel and save it anew",
                                "ไฟล์มีส่วนชื่อ {place} ซ้ำกัน จึงไม่ทราบว่าส่วนใดถูกต้อง โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_ZIP_NAME_BAD] = {XT_CORRUPT_ZIP,
                             {"the file holds a part with an impossible name ({place}); open it in Excel and save it "
                              "anew",
                              "ไฟล์มีส่วนที่ตั้งชื่อผิดรูปแบบ ({place}) โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_ZIP_METHOD] = {XT_CORRUPT_ZIP,
                           {"the part {place} is compressed in a way that workbooks do not use; open the file in Excel "
                            "and save it anew",
                            "ส่วน {place} บีบอัดด้วยวิธีที่ไฟล์ Excel ไม่ใช้ โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_NO_LIBRARY] = {XT_NOT_A_WORKBOOK,
                           {"this file is an HTML page, and {text}, which reads those, is not installed (on Debian: "
                            "apt install libxml2)",
                            "ไฟล์นี้เป็นหน้าเว็บ HTML แต่ยังไม่ได้ติดตั้ง {text} ที่ใช้อ่าน โปรดติดตั้งก่อน (Debian: apt install "
                            "libxml2)"}},
    [XT_SAY_ZIP_PART] = {XT_CORRUPT_ZIP,
                         {"the part {place} is damaged ({text}); fetch the file again",
                          "ส่วน {place} เสียหาย ({text}) โปรดรับไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_ZIP_SIZE] = {XT_CORRUPT_ZIP,
                         {"the part {place} is damaged: it has {number} bytes where {limit} are announced; fetch the "
                          "file again",
                          "ส่วน {place} เสียหาย มี {number} ไบต์ แต่ระบุไว้ {limit} ไบต์ โปรดรับไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_PART_MISSING] = {XT_CORRUPT_ZIP,
                             {"the workbook is incomplete: the part {place} is missing; open it in Excel and save it "
                              "anew",
                              "ไฟล์ไม่ครบถ้วน ไม่พบส่วน {place} โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CFB] = {XT_CORRUPT_ZIP,
                    {"the file is damaged: its parts cannot be put together ({text}); fetch it again, or open it in "
                     "Excel and save it as Excel Workbook (.xlsx)",
                     "ไฟล์เสียหาย ประกอบส่วนต่าง ๆ ภายในไฟล์ไม่ได้ ({text}) โปรดรับไฟล์ใหม่ หรือเปิดด้วย Excel แล้วบันทึกเป็นชนิด "
                     "Excel Workbook (.xlsx)"}},
    [XT_SAY_BIFF_RECORD] = {XT_CORRUPT_XML,
                            {"the part {place} is damaged at byte {number} (record {text}); fetch the file again, or open "
                             "it in Excel and save it as Excel Workbook (.xlsx)",
                             "ส่วน {place} เสียหายที่ไบต์ {number} (ระเบียน {text}) โปรดรับไฟล์ใหม่ หรือเปิดด้วย Excel "
                             "แล้วบันทึกเป็นชนิด Excel Workbook (.xlsx)"}},
    [XT_SAY_XML_SYNTAX] = {XT_CORRUPT_XML,
                           {"the part {place} is damaged at line {line}, column {column} ({text}); open the file in "
                            "Excel, let it repair the file, and save it",
                            "ส่วน {place} เสียหายที่บรรทัด {line} ตำแหน่ง {column} ({text}) โปรดเปิดด้วย Excel ให้ซ่อมแซมไฟล์ "
                            "แล้วบันทึก"}},
    [XT_SAY_XML_CUT] = {XT_CORRUPT_XML,
                        {"the part {place} ends in the middle, so rows may be missing; fetch the file again",
                         "ส่วน {place} จบกลางคัน ข้อมูลบางแถวอาจขาดหาย โปรดรับไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_XML_DOCTYPE] = {XT_CORRUPT_XML,
                            {"the part {place} carries a document type definition, which no workbook has and which can "
                             "be used for an attack; do not use this file",
                             "ส่วน {place} มีข้อกำหนด DOCTYPE ซึ่งไฟล์ Excel ไม่มี และอาจเป็นไฟล์อันตราย โปรดอย่าใช้ไฟล์นี้"}},
    [XT_SAY_XML_ROOT] = {XT_CORRUPT_XML,
                         {"the part {place} is not what its name says (it begins with {text}); open the file in Excel "
                          "and save it anew",
                          "ส่วน {place} ไม่ใช่ข้อมูลที่ควรเป็น (ขึ้นต้นด้วย {text}) โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CELL_ADDRESS] = {XT_CORRUPT_XML,
                             {"{place}: \"{text}\" is no cell address; open the file in Excel and save it anew",
                              "{place}: \"{text}\" ไม่ใช่ตำแหน่งช่อง โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CELL_TWICE] = {XT_CORRUPT_XML,
                           {"{place}: the cell stands in the file twice, so its value cannot be known; open the file in "
                            "Excel and save it anew",
                            "{place}: ช่องนี้มีซ้ำกันในไฟล์ จึงไม่ทราบว่าค่าใดถูกต้อง โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CELL_NUMBER] = {XT_CORRUPT_XML,
                            {"{place}: the file says that \"{text}\" is a number; open the file in Excel and save it "
                             "anew",
                             "{place}: ไฟล์ระบุว่า \"{text}\" เป็นตัวเลข ซึ่งไม่ถูกต้อง โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CELL_STRING] = {XT_CORRUPT_XML,
                            {"{place}: the cell names a text that the file does not hold (number {text}); fetch the file "
                             "again",
                             "{place}: ช่องนี้อ้างถึงข้อความที่ไม่มีในไฟล์ (ลำดับที่ {text}) โปรดรับไฟล์ใหม่อีกครั้ง"}},
    [XT_SAY_CELL_TYPE] = {XT_CORRUPT_XML,
                          {"{place}: \"{text}\" is no kind of cell; open the file in Excel and save it anew",
                           "{place}: ไม่รู้จักชนิดของช่อง \"{text}\" โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_CELL_FORMAT] = {XT_CORRUPT_XML,
                            {"{place}: \"{text}\" is no cell format; open the file in Excel and save it anew",
                             "{place}: ไม่รู้จักรูปแบบของช่อง \"{text}\" โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_ROW_NUMBER] = {XT_CORRUPT_XML,
                           {"{place}: \"{text}\" is no row number; open the file in Excel and save it anew",
                            "{place}: \"{text}\" ไม่ใช่เลขแถว โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_MERGE] = {XT_CORRUPT_XML,
                      {"{place}: \"{text}\" is no range of merged cells; open the file in Excel and save it anew",
                       "{place}: \"{text}\" ไม่ใช่ช่วงของช่องที่ผสาน โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_REPEAT] = {XT_CORRUPT_XML,
                       {"{place}: \"{text}\" is no number of repeated or merged cells; open the file in LibreOffice or "
                        "Excel and save it anew",
                        "{place}: \"{text}\" ไม่ใช่จำนวนช่องที่ซ้ำหรือที่ผสาน โปรดเปิดด้วย LibreOffice หรือ Excel แล้วบันทึกใหม่"}},
    [XT_SAY_LIMIT_INPUT] = {XT_OVER_LIMIT,
                            {"the file has {number} bytes, more than the limit of {limit} (input size)",
                             "ไฟล์มีขนาด {number} ไบต์ เกินกำหนด {limit} ไบต์ (ขนาดไฟล์)"}},
    [XT_SAY_LIMIT_ENTRIES] = {XT_OVER_LIMIT,
                              {"the file holds {number} parts, more than the limit of {limit} (ZIP entries); do not use "
                               "a file that you do not trust",
                               "ไฟล์มีส่วนประกอบ {number} ส่วน เกินกำหนด {limit} ส่วน (ZIP entries) โปรดอย่าใช้ไฟล์ที่ไม่น่าเชื่อถือ"}},
    [XT_SAY_LIMIT_PART] = {XT_OVER_LIMIT,
                           {"the part {place} unpacks to {number} bytes or more, above the limit of {limit} (part size)",
                            "ส่วน {place} เมื่อคลายแล้วมีขนาดตั้งแต่ {number} ไบต์ เกินกำหนด {limit} ไบต์ (ขนาดของส่วน)"}},
    [XT_SAY_LIMIT_RATIO] = {XT_OVER_LIMIT,
                            {"the part {place} claims to unpack {number} times its size, more than the limit of {limit} "
                             "(ratio); do not use this file",
                             "ส่วน {place} ระบุว่าคลายแล้วใหญ่ขึ้น {number} เท่า เกินกำหนด {limit} เท่า (อัตราส่วน) โปรดอย่าใช้ไฟล์นี้"}},
    [XT_SAY_LIMIT_STRINGS] = {XT_OVER_LIMIT,
                              {"the workbook holds {number} texts, more than the limit of {limit} (shared strings)",
                               "ไฟล์มีข้อความ {number} รายการ เกินกำหนด {limit} รายการ (shared strings)"}},
    [XT_SAY_LIMIT_STRINGS_SIZE] = {XT_OVER_LIMIT,
                                   {"the workbook's texts take {number} bytes or more, above the limit of {limit} (size "
                                    "of shared strings)",
                                    "ข้อความในไฟล์มีขนาดตั้งแต่ {number} ไบต์ เกินกำหนด {limit} ไบต์ (ขนาด shared strings)"}},
    [XT_SAY_LIMIT_DEPTH] = {XT_OVER_LIMIT,
                            {"the part {place} nests {number} elements, more than the limit of {limit} (XML depth)",
                             "ส่วน {place} ซ้อนกัน {number} ชั้น เกินกำหนด {limit} ชั้น (XML depth)"}},
    [XT_SAY_LIMIT_ATTRIBUTES] = {XT_OVER_LIMIT,
                                 {"the part {place} has an element with {number} attributes, more than the limit of "
                                  "{limit} (XML attributes)",
                                  "ส่วน {place} มีคุณลักษณะ {number} รายการในที่เดียว เกินกำหนด {limit} รายการ (XML attributes)"}},
    [XT_SAY_LIMIT_ATTRIBUTE] = {XT_OVER_LIMIT,
                                {"the part {place} has an attribute of {number} bytes, more than the limit of {limit} "
                                 "(XML attribute size)",
                                 "ส่วน {place} มีคุณลักษณะยาว {number} ไบต์ เกินกำหนด {limit} ไบต์ (XML attribute size)"}},
    [XT_SAY_LIMIT_SHEETS] = {XT_OVER_LIMIT,
                             {"the workbook has {number} sheets, more than the limit of {limit} (sheets)",
                              "ไฟล์มี {number} แผ่นงาน เกินกำหนด {limit} แผ่นงาน (sheets)"}},
    [XT_SAY_LIMIT_FORMATS] = {XT_OVER_LIMIT,
                              {"the workbook has {number} cell formats, more than the limit of {limit} (cell formats)",
                               "ไฟล์มีรูปแบบช่อง {number} แบบ เกินกำหนด {limit} แบบ (cell formats)"}},
    [XT_SAY_LIMIT_MERGES] = {XT_OVER_LIMIT,
                             {"{place} has {number} merged ranges, more than the limit of {limit} (merges)",
                              "{place} มีช่วงที่ผสานช่อง {number} ช่วง เกินกำหนด {limit} ช่วง (merges)"}},
    [XT_SAY_LIMIT_CELL] = {XT_OVER_LIMIT,
                           {"{place}: the text of one cell is longer than the limit of {limit} bytes (cell size)",
                            "{place}: ข้อความในช่องเดียวยาวเกินกำหนด {limit} ไบต์ (cell size)"}},
    [XT_SAY_LIMIT_TEXT] = {XT_OVER_LIMIT,
                           {"{place}: the sheet holds more text than the limit of {limit} bytes (text size); the same "
                            "long text stands in too many cells",
                            "{place}: แผ่นงานมีข้อความรวมเกินกำหนด {limit} ไบต์ (text size) มีข้อความยาวซ้ำกันในหลายช่องเกินไป"}},
    [XT_SAY_LIMIT_ROW] = {XT_OVER_LIMIT,
                          {"{place}: row {number} lies below the last row of Excel, {limit}",
                           "{place}: แถวที่ {number} เกินแถวสุดท้ายของ Excel คือ {limit}"}},
    [XT_SAY_LIMIT_COLUMN] = {XT_OVER_LIMIT,
                             {"{place}: column {number} lies behind the last column of Excel, {limit}",
                              "{place}: คอลัมน์ที่ {number} เกินคอลัมน์สุดท้ายของ Excel คือ {limit}"}},
    [XT_SAY_LIMIT_FINDINGS] = {XT_OVER_LIMIT,
                               {"there are more findings than can be kept ({limit} bytes); correct the most frequent "
                                "ones first",
                                "มีสิ่งที่ต้องแก้มากเกินกว่าจะเก็บได้ ({limit} ไบต์) โปรดแก้รายการที่พบมากที่สุดก่อน"}},
    [XT_SAY_LIMIT_VALIDATIONS] = {XT_OVER_LIMIT,
                                  {"{place} has {number} drop-down lists and other data validations, more than the "
                                   "limit of {limit} (validations)",
                                   "{place} มีรายการแบบหล่นลงและการตรวจสอบความถูกต้องของข้อมูล {number} รายการ เกินกำหนด "
                                   "{limit} รายการ (validations)"}},
    [XT_SAY_LIMIT_VALIDATION_TEXT] = {XT_OVER_LIMIT,
                                      {"{place}: the data validation holds {number} bytes or more, above the limit of "
                                       "{limit} (validation text)",
                                       "{place}: การตรวจสอบความถูกต้องของข้อมูลมีขนาดตั้งแต่ {number} ไบต์ เกินกำหนด {limit} ไบต์ "
                                       "(validation text)"}},
    [XT_SAY_LIMIT_ROW_TEXT] = {XT_OVER_LIMIT,
                               {"{place}: the text of one row is longer than the limit of {limit} bytes (row size)",
                                "{place}: ข้อความในแถวเดียวยาวเกินกำหนด {limit} ไบต์ (row size)"}},
    [XT_SAY_ENCODING_UNKNOWN] = {XT_NOT_FOUND,
                                 {"there is no encoding \"{text}\"; try windows-874 or utf-8",
                                  "ไม่รู้จักรหัสอักขระ \"{text}\" โปรดลองใช้ windows-874 หรือ utf-8"}},
    [XT_SAY_NO_WORKSHEET] = {XT_NO_SHEET,
                             {"the workbook has no worksheet; choose the file that holds the table",
                              "ไฟล์นี้ไม่มีแผ่นงาน โปรดเลือกไฟล์ที่มีตารางข้อมูล"}},
    [XT_SAY_SHEET_UNKNOWN] = {XT_NO_SHEET,
                              {"there is no sheet \"{text}\"; the sheets are: {place}",
                               "ไม่พบแผ่นงาน \"{text}\" แผ่นงานที่มีคือ {place}"}},
    [XT_SAY_SHEET_CHART] = {XT_NO_SHEET,
                            {"the sheet \"{text}\" is a chart or macro sheet and has no cells; choose a worksheet",
                             "แผ่นงาน \"{text}\" เป็นแผนภูมิหรือแมโคร ไม่มีช่องข้อมูล โปรดเลือกแผ่นงานอื่น"}},
    [XT_SAY_TEMPLATE_UNKNOWN] = {XT_NO_TEMPLATE,
                                 {"there is no template \"{text}\"; the nearest is {place} (--list-templates shows all)",
                                  "ไม่พบแบบฟอร์ม \"{text}\" ที่ใกล้เคียงคือ {place} (ดูทั้งหมดด้วย --list-templates)"}},
    [XT_SAY_TEMPLATE_STRANGE] = {XT_NO_TEMPLATE,
                                 {"there is no template \"{text}\" (--list-templates shows all)",
                                  "ไม่มีแบบฟอร์ม \"{text}\" (ดูทั้งหมดด้วย --list-templates)"}},
    [XT_SAY_TEMPLATE_FOLDER] = {XT_NO_TEMPLATE,
                                {"no template was found in {text}; name their folder with --template-dir",
                                 "ไม่พบแบบฟอร์มใน {text} โปรดระบุโฟลเดอร์ด้วย --template-dir"}},
    [XT_SAY_TEMPLATE_NONE_FITS] = {XT_NO_TEMPLATE,
                                   {"no known form in this workbook; the nearest is {text}, but these columns are "
                                    "missing: {place}",
                                    "ไม่พบแบบฟอร์มที่รู้จักในไฟล์นี้ ที่ใกล้เคียงที่สุดคือ {text} แต่ขาดคอลัมน์ {place}"}},
    [XT_SAY_TEMPLATE_NO_HEADER] = {XT_NO_TEMPLATE,
                                   {"no known form in this workbook: no row looks like the header of a form; copy the "
                                    "data into the form (--list-templates shows the known ones)",
                                    "ไม่พบแบบฟอร์มที่รู้จักในไฟล์นี้ ไม่มีแถวใดเป็นหัวตารางของแบบฟอร์ม โปรดกรอกข้อมูลลงในแบบฟอร์ม "
                                    "(ดูแบบที่รู้จักด้วย --list-templates)"}},
    [XT_SAY_TEMPLATE_JSON] = {XT_TEMPLATE_INVALID,
                              {"template {place}, line {line}, column {column}: not JSON ({text})",
                               "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ไม่ใช่ JSON ({text})"}},
    [XT_SAY_TEMPLATE_KEY] = {XT_TEMPLATE_INVALID,
                             {"template {place}, line {line}, column {column}: unknown key \"{text}\"",
                              "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ไม่รู้จักคีย์ \"{text}\""}},
    [XT_SAY_TEMPLATE_KEY_NEAR] = {XT_TEMPLATE_INVALID,
                                  {"template {place}, line {line}, column {column}: unknown key \"{text1}\"; did you "
                                   "mean \"{text2}\"?",
                                   "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ไม่รู้จักคีย์ \"{text1}\" หมายถึง \"{text2}\" "
                                   "หรือไม่"}},
    [XT_SAY_TEMPLATE_MISSING] = {XT_TEMPLATE_INVALID,
                                 {"template {place}, line {line}, column {column}: \"{text}\" is missing here",
                                  "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ขาดคีย์ \"{text}\""}},
    [XT_SAY_TEMPLATE_TYPE] = {XT_TEMPLATE_INVALID,
                              {"template {place}, line {line}, column {column}: \"{text1}\" must be {text2}",
                               "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: \"{text1}\" ต้องเป็น {text2}"}},
    [XT_SAY_TEMPLATE_VALUE] = {XT_TEMPLATE_INVALID,
                               {"template {place}, line {line}, column {column}: \"{text2}\" is not possible for "
                                "\"{text1}\"",
                                "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ใช้ค่า \"{text2}\" กับ \"{text1}\" ไม่ได้"}},
    [XT_SAY_TEMPLATE_VALUE_NEAR] = {XT_TEMPLATE_INVALID,
                                    {"template {place}, line {line}, column {column}: nothing is named \"{text1}\"; did "
                                     "you mean \"{text2}\"?",
                                     "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ไม่มีชื่อ \"{text1}\" หมายถึง \"{text2}\" "
                                     "หรือไม่"}},
    [XT_SAY_TEMPLATE_CONFLICT] = {XT_TEMPLATE_INVALID,
                                  {"template {place}, line {line}, column {column}: \"{text1}\" cannot go with {text2}",
                                   "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: ใช้ \"{text1}\" ร่วมกับ {text2} ไม่ได้"}},
    [XT_SAY_TEMPLATE_TWICE] = {XT_TEMPLATE_INVALID,
                               {"template {place}, line {line}, column {column}: \"{text}\" is there twice",
                                "แบบฟอร์ม {place} บรรทัด {line} ตำแหน่ง {column}: มี \"{text}\" ซ้ำกัน"}},
    [XT_SAY_MAP_FORM] = {XT_NO_TEMPLATE,
                         {"\"{text}\" does not say which column goes where; write \"header=field\"",
                          "\"{text}\" ไม่ได้บอกว่าคอลัมน์ใดไปลงช่องใด โปรดเขียนเป็น \"หัวคอลัมน์=ชื่อฟิลด์\""}},
    [XT_SAY_SET_FORM] = {XT_NO_TEMPLATE,
                         {"\"{text}\" does not say which field has what value; write \"field=value\"",
                          "\"{text}\" ไม่ได้บอกว่าฟิลด์ใดมีค่าใด โปรดเขียนเป็น \"ชื่อฟิลด์=ค่า\""}},
    [XT_SAY_MAP_FIELD] = {XT_NO_TEMPLATE,
                          {"the form has no field \"{text}\"; choose one of: {place}",
                           "แบบฟอร์มไม่มีฟิลด์ \"{text}\" โปรดเลือกจาก: {place}"}},
    [XT_SAY_MAP_HEADER] = {XT_NO_TEMPLATE,
                           {"no column is headed \"{text}\"; the headers are: {place}",
                            "ไม่พบคอลัมน์ที่มีหัวคอลัมน์ \"{text}\" หัวคอลัมน์ที่มีคือ: {place}"}},
    [XT_SAY_MAP_NONE] = {XT_NO_TEMPLATE,
                         {"no row names columns that belong to {text}; say which is which with --map "
                          "\"header=field\"; the fields are: {place}",
                          "ไม่พบแถวหัวตารางที่มีคอลัมน์ของ {text} โปรดระบุด้วย --map \"หัวคอลัมน์=ชื่อฟิลด์\" ฟิลด์ที่มีคือ: {place}"}},
    [XT_SAY_MAP_FIRST] = {XT_NO_TEMPLATE,
                          {"no row names the columns that are needed; make a register of the file first: xlsconv FILE "
                           "-t {text} -m \"header=field\" -o register.xlsx; the fields are: {place}",
                           "ไม่พบแถวหัวตารางที่มีคอลัมน์ที่ต้องใช้ โปรดแปลงไฟล์เป็นทะเบียนคุมก่อนด้วย xlsconv ไฟล์ -t {text} -m "
                           "\"หัวคอลัมน์=ชื่อฟิลด์\" -o register.xlsx ฟิลด์ที่มีคือ: {place}"}},
    [XT_SAY_CONVERT_FORM] = {XT_NO_TEMPLATE,
                             {"no sheet follows a known form; name the form that it is to become with --template "
                              "(--list-templates shows them)",
                              "ไม่มีแผ่นงานที่ตรงกับแบบฟอร์มที่รู้จัก โปรดระบุแบบฟอร์มที่ต้องการด้วย --template (ดูรายชื่อด้วย --list-templates)"}},
    [XT_SAY_SET_VALUE] = {XT_NO_TEMPLATE,
                          {"\"{text}\" cannot be set: the value is not of the kind {place}",
                           "กำหนด \"{text}\" ไม่ได้ ค่าไม่ตรงกับชนิด {place}"}},
    [XT_SAY_REGISTER_FIELD] = {XT_TEMPLATE_INVALID,
                               {"summaries need the field \"{text}\" in the template {place}, of the kind that it has there",
                                "การสรุปต้องมีฟิลด์ \"{text}\" ในแบบ {place} และต้องเป็นชนิดเดิม"}},
    [XT_SAY_FORM_NO_SUMMARY] = {XT_NO_TEMPLATE,
                                {"{text} is no form of this kind of summary ({place}); --list-templates shows the forms",
                                 "{text} ไม่ใช่แบบของรายงานสรุปชนิดนี้ ({place}) ดูรายชื่อแบบด้วย --list-templates"}},
    [XT_SAY_FIGURES_ALONE] = {XT_NO_TEMPLATE,
                              {"figures alone have no form to be written; choose months, a quarter or a fiscal year",
                               "ตัวเลขอย่างเดียวไม่มีแบบฟอร์มให้เขียน โปรดเลือกเดือน ไตรมาส หรือปีงบประมาณ"}},
    [XT_SAY_NO_SUMMARY_FORM] = {XT_NO_TEMPLATE,
                                {"the folder of templates has no form of this kind of summary ({text}); name one with "
                                 "--template",
                                 "ในโฟลเดอร์แบบฟอร์มไม่มีแบบของรายงานสรุปชนิดนี้ ({text}) โปรดระบุด้วย --template"}},
    [XT_SAY_NO_FORM_OF_YEAR] =
        {XT_NO_TEMPLATE,
         {"no form for contracts of fiscal year {number} is known (a report of the whole year is a form of the ITA of the "
          "year after); the nearest is for fiscal year {limit}: where it will do, name it with --template {place}",
          "ไม่พบแบบฟอร์มสำหรับสัญญาของปีงบประมาณ {number} (รายงานประจำปีอยู่ในแบบของ ITA ปีถัดไป) "
          "แบบที่ใกล้ที่สุดเป็นของปีงบประมาณ {limit} หากใช้ได้ โปรดระบุ --template {place}"}},
    [XT_SAY_NO_AGENCY] = {XT_NO_TEMPLATE,
                          {"no row is of the agency \"{text}\"; there is \"{place}\", for one (--by agency shows all)",
                           "ไม่มีแถวของหน่วยงาน \"{text}\" ที่พบเช่น \"{place}\" (ดูทั้งหมดด้วย --by agency)"}},
    [XT_SAY_SUM_TOO_LARGE] = {XT_OVER_LIMIT,
                              {"the amounts come to more than a sum can hold; is one of them wrong?",
                               "ยอดรวมสูงเกินกว่าจะคำนวณได้ โปรดตรวจสอบว่ามีจำนวนเงินใดผิดหรือไม่"}},
    [XT_SAY_LIMIT_PAGES] =
        {XT_OVER_LIMIT,
         {"{number} sheets would be needed, one for each month and agency, and {limit} are allowed; choose fewer months, "
          "or one agency with --agency",
          "ต้องใช้ {number} แผ่นงาน เพราะแยกตามเดือนและหน่วยงาน เกินที่กำหนดไว้ {limit} โปรดเลือกเดือนให้น้อยลง หรือเลือกหน่วยงานเดียวด้วย "
          "--agency"}},
    [XT_SAY_ENCODING_LACKS] = {XT_WRITE_FAILED,
                               {"{text} cannot hold characters of these cells: {place}; write another encoding (utf-8), or change "
                                "the cells",
                                "{text} เก็บตัวอักษรของช่องเหล่านี้ไม่ได้: {place} โปรดใช้รหัสอักขระอื่น (utf-8) หรือแก้ข้อความในช่อง"}},
    [XT_SAY_EDIT_CONTAINER] = {XT_NOT_A_WORKBOOK,
                               {"the file is {text}, and only an Excel workbook (.xlsx) can be corrected; convert it with "
                                "xlsconv",
                                "ไฟล์นี้เป็น {text} แก้ไขได้เฉพาะไฟล์ Excel (.xlsx) โปรดแปลงด้วย xlsconv"}},
    [XT_SAY_EDIT_FORMULA] = {XT_WRITE_FAILED,
                             {"{place}: the cell is the result of a formula, which is never changed; correct the cells "
                              "that it is counted from",
                              "{place}: ช่องนี้เป็นผลของสูตร จึงไม่แก้ไข โปรดแก้ไขช่องที่สูตรนำมาคำนวณ"}},
    [XT_SAY_EDIT_VALUE] = {XT_WRITE_FAILED,
                           {"{place}: a cell cannot hold the new value; correct the cell in Excel",
                            "{place}: ช่องนี้ใส่ค่าใหม่ไม่ได้ โปรดแก้ไขช่องนี้ใน Excel"}},
    [XT_SAY_EDIT_FORMAT] = {XT_WRITE_FAILED,
                            {"{place}: the workbook has no styles that would show the new value as a number or date; "
                             "open it in Excel and save it anew",
                             "{place}: ไฟล์นี้ไม่มีรูปแบบช่องที่แสดงค่าใหม่เป็นตัวเลขหรือวันที่ได้ โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_EDIT_HEADER] = {XT_WRITE_FAILED,
                            {"{place}: the cell is a header of an Excel table, which must be a text of at most 255 "
                             "characters that no other column has; correct it in Excel",
                             "{place}: ช่องนี้เป็นหัวคอลัมน์ของตาราง Excel ต้องเป็นข้อความไม่เกิน 255 ตัวอักษรและไม่ซ้ำกับคอลัมน์อื่น "
                             "โปรดแก้ไขใน Excel"}},
    [XT_SAY_EDIT_HEADER_USED] = {XT_WRITE_FAILED,
                                 {"{place}: formulas name this column of an Excel table by its header; correct it in "
                                  "Excel, which changes the formulas too",
                                  "{place}: มีสูตรที่อ้างถึงคอลัมน์ของตาราง Excel ด้วยหัวคอลัมน์นี้ โปรดแก้ไขใน Excel "
                                  "เพื่อให้สูตรเปลี่ยนตาม"}},
    [XT_SAY_EDIT_ENCODING] = {XT_WRITE_FAILED,
                              {"the part {place} is written in {text} and not in UTF-8, so it cannot be changed without "
                               "loss; open the file in Excel and save it anew",
                               "ส่วน {place} ใช้รหัสอักขระ {text} ไม่ใช่ UTF-8 จึงแก้ไขโดยไม่กระทบข้อมูลอื่นไม่ได้ โปรดเปิดด้วย Excel "
                               "แล้วบันทึกใหม่"}},
    [XT_SAY_EDIT_XML] = {XT_WRITE_FAILED,
                         {"the part {place} is written in an unusual way and cannot be changed without loss; open the "
                          "file in Excel and save it anew",
                          "ส่วน {place} เขียนในรูปแบบที่ไม่ปกติ จึงแก้ไขโดยไม่กระทบข้อมูลอื่นไม่ได้ โปรดเปิดด้วย Excel แล้วบันทึกใหม่"}},
    [XT_SAY_EDIT_SIGNED] = {XT_WRITE_FAILED,
                            {"the workbook carries a digital signature, which any change makes invalid; ask for it to "
                             "be corrected and signed again, or change it all the same with --force",
                             "ไฟล์นี้มีลายเซ็นดิจิทัล หากแก้ไขลายเซ็นจะใช้ไม่ได้ โปรดขอให้เจ้าของแก้ไขและลงลายเซ็นใหม่ "
                             "หรือใช้ --force หากยืนยันที่จะแก้ไข"}},
    [XT_SAY_EDIT_SAME_FILE] = {XT_WRITE_FAILED,
                               {"the corrected copy would replace the workbook itself; name another file, or use "
                                "--in-place, which keeps the old one as .bak",
                                "ไฟล์ที่แก้ไขแล้วจะทับไฟล์เดิม โปรดระบุชื่อไฟล์อื่น หรือใช้ --in-place ซึ่งเก็บไฟล์เดิมไว้เป็น .bak"}},
    [XT_SAY_MEMORY] = {XT_OUT_OF_MEMORY,
                       {"this computer has not enough free memory; close other programs and try again",
                        "หน่วยความจำของเครื่องไม่พอ โปรดปิดโปรแกรมอื่นแล้วลองใหม่"}},
    [XT_SAY_WRITE_DIFFERS] = {XT_WRITE_FAILED,
                              {"the workbook did not come out as it should, and was not kept; make room on the disk and "
                               "in the folder for temporary files, and try again",
                               "ไฟล์ที่เขียนได้ไม่ครบถ้วน จึงไม่ได้เก็บไว้ โปรดเพิ่มเนื้อที่ว่างในดิสก์และโฟลเดอร์ชั่วคราวแล้วลองใหม่"}},
    [XT_SAY_DISTRICT_ANY] = {XT_WRITE_FAILED,
                             {"\"{text}\" is no district of Thailand; correct its spelling",
                              "\"{text}\" ไม่ใช่ชื่ออำเภอหรือเขต โปรดแก้ตัวสะกด"}},
    [XT_SAY_FORM_TEXT] = {XT_WRITE_FAILED,
                          {"\"{text}\" cannot be filled in: it is too long, or holds characters that are no text",
                           "กรอก \"{text}\" ไม่ได้ เพราะยาวเกินไปหรือมีอักขระที่ไม่ใช่ข้อความ"}},
    [XT_SAY_PROVINCE] = {XT_WRITE_FAILED,
                         {"\"{text}\" is no province of Thailand; correct its spelling",
                          "\"{text}\" ไม่ใช่ชื่อจังหวัด โปรดแก้ตัวสะกด"}},
    [XT_SAY_DISTRICT] = {XT_WRITE_FAILED,
                         {"\"{text}\" is no district of {place}; correct its spelling, or the province",
                          "\"{text}\" ไม่ใช่อำเภอหรือเขตของจังหวัด{place} โปรดแก้ตัวสะกด หรือแก้จังหวัด"}},
    [XT_SAY_REVIEW_ROWS] = {XT_WRITE_FAILED,
                            {"sheet {place}: row {number} stands behind a later row in the file, so no review can be written; "
                             "open the workbook in Excel, save it and try again",
                             "แผ่นงาน {place}: แถวที่ {number} อยู่หลังแถวถัดไปในไฟล์ จึงเขียนไฟล์ผลการตรวจไม่ได้ "
                             "โปรดเปิดไฟล์ใน Excel บันทึกใหม่ แล้วลองอีกครั้ง"}},
    [XT_SAY_REVIEW_SHEETS] = {XT_WRITE_FAILED,
                              {"two sheets have the name \"{text}\", so no review can be written; rename one of them",
                               "มีแผ่นงานชื่อ \"{text}\" สองแผ่น จึงเขียนไฟล์ผลการตรวจไม่ได้ โปรดเปลี่ยนชื่อแผ่นใดแผ่นหนึ่ง"}},
    [XT_SAY_WRITE] = {XT_WRITE_FAILED,
                      {"{place} cannot be written ({reason}); nothing was changed",
                       "เขียน {place} ไม่ได้ ({reason}) ยังไม่มีการเปลี่ยนแปลงใด ๆ"}},
    [XT_SAY_NOTE_CODE_PAGE] = {XT_OK,
                               {"the texts are in code page {number}, which is not known here, and were read as "
                                "Windows-1252; where letters look wrong, open the file in Excel and save it as Excel "
                                "Workbook (.xlsx)",
                                "ข้อความในไฟล์ใช้รหัสอักขระ (code page) {number} ซึ่งโปรแกรมไม่รู้จัก จึงอ่านเป็น Windows-1252 "
                                "หากตัวอักษรผิดเพี้ยน โปรดเปิดด้วย Excel แล้วบันทึกเป็นชนิด Excel Workbook (.xlsx)"}},
    [XT_SAY_NOTE_UNDEFINED] = {XT_OK,
                               {"{place}: some texts hold bytes that stand for no letter in code page {number}; they were "
                                "kept as control characters, or shown as U+FFFD",
                                "{place}: บางข้อความมีไบต์ที่ไม่ใช่ตัวอักษรในรหัสอักขระ (code page) {number} "
                                "โปรแกรมเก็บไว้เป็นอักขระควบคุม หรือแสดงเป็น U+FFFD"}},
    [XT_SAY_TEXT_READ_AS] = {XT_OK,
                             {"the text is not in UTF-8; it was read as {text}, which is what its characters show",
                              "ข้อความไม่ใช่ UTF-8 จึงอ่านเป็น {text} ตามลักษณะของตัวอักษร"}},
    [XT_SAY_TEXT_GUESSED] = {XT_OK,
                             {"the encoding was guessed: the text was read as {text}; look at the words, and if they are "
                              "wrong, name the right one with --encoding (windows-874, utf-8 ...)",
                              "รหัสอักขระได้จากการคาดเดา โดยอ่านเป็น {text} โปรดตรวจดูข้อความ หากไม่ถูกต้อง โปรดระบุด้วย --encoding "
                              "(windows-874, utf-8 ...)"}},
    [XT_SAY_TEXT_MIXED] = {XT_OK,
                           {"the encoding changes inside the file, and each line was read in its own: in UTF-8 {number}, "
                            "in {text} {limit}, the first of these line {line}",
                            "รหัสอักขระเปลี่ยนไปภายในไฟล์ จึงอ่านตามรหัสของแต่ละบรรทัด: เป็น UTF-8 {number} บรรทัด เป็น {text} {limit} "
                            "บรรทัด เริ่มที่บรรทัดที่ {line}"}},
    [XT_SAY_TEXT_BYTE] = {XT_OK,
                          {"line {line}, column {column}: the byte {hex} is no character of this encoding; a sign that "
                           "cannot be shown stands in its place",
                           "บรรทัดที่ {line} ตำแหน่งที่ {column}: ไบต์ {hex} ไม่ใช่ตัวอักษรของรหัสอักขระนี้ จึงใส่เครื่องหมายที่แสดงไม่ได้ไว้แทน"}},
    [XT_SAY_TEXT_NUL] = {XT_OK,
                         {"line {line}, column {column}: a NUL character (byte 00), which no document can hold, became "
                          "U+FFFD",
                          "บรรทัดที่ {line} ตำแหน่งที่ {column}: มีอักขระ NUL (ไบต์ 00) ซึ่งใช้ในเอกสารไม่ได้ จึงแทนด้วย U+FFFD"}},
    [XT_SAY_TEXT_QUOTE] = {XT_OK,
                           {"line {line}: a quotation mark begins a cell here and none ends it; the rest of the file was "
                            "read as this cell",
                            "บรรทัดที่ {line}: มีเครื่องหมายคำพูดเปิดช่องแต่ไม่มีเครื่องหมายปิด จึงอ่านส่วนที่เหลือของไฟล์เป็นข้อความของช่องนี้"}},
};
/* clang-format on */
