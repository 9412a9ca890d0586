/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-story-private.h"

/* Words that say little of which event a headline is about, and words that say a number or a day. They are written as people write
 * them and folded as the headlines are. */

static const char common_words[] =
  /* What happens, again and again. */
  "accident accidents blessé blessés blessée mort morts morte décès tué tués victime victimes route circulation camion voiture bilan"
  " incendie feu flammes pompiers inondation inondations intempéries pluie pluies averses orages orageuses temps météo prévisions"
  " attendue attendues attendu prévu prévues prévus nuageux chaud froid température températures"
  " arrêté arrêtés arrestation arrestations interpellé interpellés suspect suspects saisie police gendarmerie sûreté justice tribunal"
  " gouvernement conseil ministre ministres ministère projet loi décret adopté adopte adoption approuve approuvé parlement député"
  " députés président roi premier chef directeur général nomination nominations hautes fonctions accord convention"
  " grève syndicat syndicats hausse baisse recule recul progresse progressent bondissent bondit augmente augmentation an ans année"
  " mois trimestre semestre semaine jour jours heure heures million millions milliard milliards dirhams dinars euros dollars taux prix"
  " coupe championnat match finale demi quart bat battu battue domine impose victoire défaite face devant devance élimine éliminé"
  " affronte affrontera joueur équipe football handball groupe journée"
  " annonce annonces annoncé appelle appel demande dénonce salue affirme assure estime déclare présente présentée présenté explique"
  " lance lancement ouvre ouvrent ouverture ouvert inaugure inauguration reçoit reçu visite signe signé signature défend réforme plan"
  " nouveau nouvel nouvelle nouveaux nouvelles grand grande grands premières première plusieurs centaine dizaine près après avant"
  " contre depuis selon entre vers lors suite fin début cours chez tout tous toute deuxième troisième voici comment pourquoi"
  " ville région province pays national nationale international régional"
  " fait faire ont été être est va peut doit veut aussi encore toujours dès jusqu malgré sujet affaire vidéo photos direct"
  " aujourd'hui demain hier matin soir nuit"
  /* And in Arabic. */
  " مصرع قتلى قتيل وفاة مقتل جرحى جريح إصابة إصابات ضحايا حادثة حادث سير طرقية فاجعة مروعة خطيرة أشخاص شخص تخلف تودي بحياة"
  " حريق حرائق اندلاع السيطرة إخماد أمطار رعدية طقس توقعات أحوال مرتقبة موجة برد حر الأرصاد الجوية سماء غائمة درجات الحرارة"
  " الأمن أمن الدرك الشرطة توقيف اعتقال يوقف حجز يحجز إحباط تهريب تفكيك يفكك عصابة شبكة كيلوغرام كيلوغراما غرام طن المحكمة"
  " مجلس الحكومة الحكومي حكومة الوزراء وزير الوزير الوزيرة وزارة الوزارة البرلمان مشروع قانون مرسوم يصادق تصادق المصادقة يتدارس"
  " يناقش رئيس الرئيس الملك مدير العام تعيين تعيينات مناصب عليا اتفاق اتفاقية إضراب النقابات نقابة"
  " ارتفاع انخفاض تراجع يتراجع زيادة معدل أسعار سعر نسبة المائة بالمائة مليون مليار درهم دينار دولار"
  " كأس بطولة مباراة نهائي يهزم يفوز يتفوق يتغلب يتعادل ينهزم تخسر يخسر يسقط فوز خسارة هزيمة أمام ضد كرة القدم اليد فريق المنتخب"
  " يعلن تعلن إعلان يؤكد تؤكد يدعو تدعو يطالب يكشف تكشف يستقبل يزور تزور زيارة يدشن تدشين افتتاح يفتتح تفتتح انطلاق تطلق يوقع توقع"
  " توقيع تدافع يدافع إصلاح خطة جديد جديدة الجديد كبير كبيرة أول عدد عدة خلال حول بسبب ضمن لدى عند بداية ابتداء نهاية نحو تحت فوق"
  " مدينة بمدينة إقليم جهة بجهة ضواحي بضواحي مدخل بمدخل البلاد الوطني الوطنية الدولي يوم ليوم اليوم أمس غدا مساء صباح ليلة منتصف"
  " الليل سنة عام شهر أسبوع الفصل فيديو صور عاجل بحضور بعد قبل دون جراء عقب داخل أكثر آلاف مئات"
  /* And in English. */
  " killed dead dies death injured wounded hurt crash accident fire blaze flood floods storm rain rains weather heat cold quake"
  " earthquake magnitude shakes hit hits felt damage reported arrested arrests police court suspect suspects"
  " government council cabinet minister ministry bill law decree approves adopts parliament president king chief head"
  " deal agreement strike union pay talks threat threaten workers rise rises fall falls drop drops percent per cent year years month week day"
  " million billion price prices rate cup league match final beat beats win wins lose loses draw knocked title team"
  " says say said announces announce announced announcement warns warning calls urges confirms confirmed"
  " open opens reopen reopens start starts starting begin begins close closes closed launch launches visit visits receives sign signs plan plans"
  " new first second third big over after before against off out up down under near between because early more most all has have had will"
  " would can cannot no not again back get gets make makes take takes set city region country national international cases case";

static const char day_words[] =
  "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday"
  " الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد";

static const char month_words[] =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
  " january february march april june july august september october november december"
  " يناير فبراير مارس أبريل ماي مايو يونيو يوليوز يوليو غشت أغسطس شتنبر سبتمبر أكتوبر نونبر نوفمبر دجنبر ديسمبر جانفي فيفري أفريل جوان"
  " جويلية أوت";

static const struct
{
  const char *words;
  const char *digits;
} numbers[] = {
  { "deux two اثنين اثنان شخصين شخصان قتيلين قتيلان جريحين طفلين طفلان يومين ساعتين مرتين", "2" },        { "trois three ثلاثة ثلاث", "3" },     { "quatre four أربعة أربع", "4" },
  { "cinq five خمسة خمس", "5" },          { "six ستة ست", "6" },                 { "sept seven سبعة سبع", "7" },
  { "huit eight ثمانية ثماني", "8" },     { "neuf nine تسعة تسع", "9" },         { "dix ten عشرة عشر", "10" },
  { "onze eleven", "11" },                { "douze twelve", "12" },              { "quinze fifteen", "15" },
  { "vingt twenty عشرون عشرين", "20" },   { "trente thirty ثلاثون ثلاثين", "30" }, { "quarante forty أربعون أربعين", "40" },
  { "cinquante fifty خمسون خمسين", "50" }, { "cent cents hundred مئة مائة", "100" },
};

/* A word in the table: its kind, and what it is in digits. */
typedef struct
{
  JaridaStoryWordKind kind;
  const char         *digits;
} Known;

typedef struct
{
  GHashTable *table;
  Known       known;
} Filling;

/* The first form of each word is enough: it is the stem. */
static gboolean
fill_cb (const JaridaTerm *term,
         gpointer          user_data)
{
  Filling *filling = user_data;

  if (!term->other)
    g_hash_table_insert (filling->table, g_strndup (term->text, term->length), g_memdup2 (&filling->known, sizeof filling->known));
  return TRUE;
}

static void
fill (GHashTable          *table,
      const char          *words,
      JaridaStoryWordKind  kind,
      const char          *digits)
{
  Filling filling = { table, { kind, digits } };

  jarida_fold_each_term (words, strlen (words), JARIDA_FOLD_STEM | JARIDA_FOLD_STOP, fill_cb, &filling);
}

static GHashTable *
make_table (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  fill (table, common_words, JARIDA_STORY_WORD_COMMON, NULL);
  fill (table, month_words, JARIDA_STORY_WORD_MONTH, NULL);
  fill (table, day_words, JARIDA_STORY_WORD_DAY, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    fill (table, numbers[i].words, JARIDA_STORY_WORD_NUMBER, numbers[i].digits);
  return table;
}

JaridaStoryWordKind
_jarida_story_word_kind (const char  *form,
                         gsize        length,
                         const char **out_number)
{
  static GHashTable *table;
  static gsize made;
  char copy[128];
  const Known *known;

  if (g_once_init_enter (&made))
    {
      table = make_table ();
      g_once_init_leave (&made, 1);
    }
  *out_number = NULL;
  if (length >= sizeof copy)
    return JARIDA_STORY_WORD_PLAIN;
  memcpy (copy, form, length);
  copy[length] = '\0';
  known = g_hash_table_lookup (table, copy);
  if (known == NULL)
    return JARIDA_STORY_WORD_PLAIN;
  *out_number = known->digits;
  return known->kind;
}
