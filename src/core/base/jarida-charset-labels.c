/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-charset-labels.h"

/* Name, then the labels that mean it. Labels are compared without case, spaces, "-" and "_", which takes in every
 * spelling of the standard and the usual slips besides. */
static const struct
{
  const char *name;
  const char *labels;
} encodings[] = {
  { "UTF-8", " utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8mb4 utf8mb3 " },
  { "UTF-16LE", " utf16le utf16 csunicode iso10646ucs2 ucs2 unicode unicodefeff " },
  { "UTF-16BE", " utf16be unicodefffe " },
  { "UTF-32", " utf32 ucs4 " },
  { "WINDOWS-1252", " windows1252 cp1252 xcp1252 iso88591 iso885911987 isoir100 l1 latin1 csisolatin1 ansix341968 "
                    "ascii usascii cp819 ibm819 us iso646us ansi " },
  { "WINDOWS-1256", " windows1256 cp1256 xcp1256 " },
  { "ISO-8859-6", " iso88596 iso885961987 isoir127 arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 "
                  "iso88596e iso88596i " },
  { "ISO-8859-15", " iso885915 csisolatin9 l9 latin9 " },
  { "WINDOWS-1250", " windows1250 cp1250 xcp1250 " },
  { "WINDOWS-1251", " windows1251 cp1251 xcp1251 " },
  { "WINDOWS-1253", " windows1253 cp1253 xcp1253 " },
  { "WINDOWS-1254", " windows1254 cp1254 xcp1254 iso88599 iso885991989 isoir148 l5 latin5 csisolatin5 " },
  { "WINDOWS-1255", " windows1255 cp1255 xcp1255 " },
  { "WINDOWS-1257", " windows1257 cp1257 xcp1257 " },
  { "WINDOWS-1258", " windows1258 cp1258 xcp1258 " },
  { "ISO-8859-2", " iso88592 iso885921987 isoir101 l2 latin2 csisolatin2 " },
  { "ISO-8859-3", " iso88593 iso885931988 isoir109 l3 latin3 csisolatin3 " },
  { "ISO-8859-4", " iso88594 iso885941988 isoir110 l4 latin4 csisolatin4 " },
  { "ISO-8859-5", " iso88595 iso885951988 isoir144 cyrillic csisolatincyrillic " },
  { "ISO-8859-7", " iso88597 iso885971987 isoir126 greek greek8 csisolatingreek ecma118 elot928 suneugreek " },
  { "ISO-8859-8", " iso88598 iso885981988 isoir138 hebrew visual csiso88598e csisolatinhebrew iso88598e iso88598i "
                  "csiso88598i logical " },
  { "ISO-8859-10", " iso885910 isoir157 l6 latin6 csisolatin6 " },
  { "ISO-8859-13", " iso885913 " },
  { "ISO-8859-14", " iso885914 " },
  { "ISO-8859-16", " iso885916 " },
  { "IBM866", " ibm866 866 cp866 csibm866 " },
  { "IBM852", " ibm852 cp852 852 " },
  { "IBM855", " ibm855 cp855 855 " },
  { "KOI8-R", " koi8r koi koi8 cskoi8r " },
  { "KOI8-U", " koi8u koi8ru " },
  { "MACINTOSH", " macintosh mac xmacroman csmacintosh macroman " },
  { "MAC-CYRILLIC", " xmaccyrillic xmacukrainian maccyrillic " },
  { "MAC-CENTRALEUROPE", " maccentraleurope xmacce " },
  { "CP874", " windows874 dos874 iso885911 tis620 cp874 " },
  { "GB18030", " gb18030 gbk gb2312 chinese csgb2312 csiso58gb231280 gb231280 isoir58 xgbk cp936 " },
  { "BIG5-HKSCS", " big5 big5hkscs cnbig5 csbig5 xxbig5 " },
  { "EUC-TW", " euctw " },
  { "EUC-JP", " eucjp xeucjp cseucpkdfmtjapanese " },
  { "ISO-2022-JP", " iso2022jp csiso2022jp " },
  { "CP932", " shiftjis sjis ms932 mskanji csshiftjis windows31j xsjis cp932 " },
  { "CP949", " euckr cseuckr ksc5601 ksc56011987 ksc56011989 isoir149 korean windows949 csksc56011987 cp949 uhc " },
  { "ISO-2022-KR", " iso2022kr csiso2022kr " },
  { "VISCII", " viscii " },
};

const char *
_jarida_charset_from_label (const char *label,
                            gsize       length)
{
  char needle[40] = " ";
  gsize n = 1;

  if (label == NULL)
    return NULL;
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isalnum (label[i]))
        {
          if (n >= sizeof needle - 2)
            return NULL;
          needle[n++] = g_ascii_tolower (label[i]);
        }
      else if (strchr (" \t\r\n\f\"'-_:;", label[i]) == NULL)
        {
          return NULL;
        }
    }
  if (n == 1)
    return NULL;
  needle[n++] = ' ';
  needle[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (strstr (encodings[i].labels, needle) != NULL)
      return encodings[i].name;
  return NULL;
}
