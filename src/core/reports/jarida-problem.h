/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-report.h"

G_BEGIN_DECLS

/* What the service answers when it says no (RFC 9457): one table for those who write it and those who read it. */

typedef enum
{
  JARIDA_PROBLEM_NONE,
  JARIDA_PROBLEM_MALFORMED,
  JARIDA_PROBLEM_BAD_SIGNATURE,
  JARIDA_PROBLEM_REPORTER_SUSPENDED,
  JARIDA_PROBLEM_ID_REUSED,
  JARIDA_PROBLEM_TOO_OLD,
  JARIDA_PROBLEM_TOO_LARGE,
  JARIDA_PROBLEM_MEDIA_TYPE,
  JARIDA_PROBLEM_INVALID,
  JARIDA_PROBLEM_UPGRADE,
  JARIDA_PROBLEM_WORK_NEEDED,
  JARIDA_PROBLEM_SLOW_DOWN,
  JARIDA_PROBLEM_BUSY,
  JARIDA_PROBLEM_MAINTENANCE,
  JARIDA_PROBLEM_NOT_FOUND,
} JaridaProblemKind;

#define JARIDA_PROBLEM_LAST JARIDA_PROBLEM_NOT_FOUND
#define JARIDA_PROBLEM_CONTENT_TYPE "application/problem+json"
#define JARIDA_PROBLEM_MAX_BODY (64 * 1024)

/* "slow-down"; NULL for NONE. */
const char        *jarida_problem_kind_to_token   (JaridaProblemKind kind);
JaridaProblemKind  jarida_problem_kind_from_token (const char *token);
guint              jarida_problem_kind_get_status (JaridaProblemKind kind);
const char        *jarida_problem_kind_get_title  (JaridaProblemKind kind);

/* A value. What is not said is NULL or 0. */
typedef struct
{
  JaridaProblemKind   kind;           /* NONE: a type that this version does not know */
  guint               status;
  char               *detail;         /* (owned) (nullable) a sentence for the one who looks into it */
  char               *until;          /* (owned) (nullable) reporter-suspended: RFC 3339 */
  char               *appeal;         /* (owned) (nullable) reporter-suspended: a path */
  gint64              limit;          /* too-large: bytes */
  char               *min_version;    /* (owned) (nullable) upgrade */
  char               *challenge;      /* (owned) (nullable) work-needed */
  guint               bits;           /* work-needed */
  char               *expires;        /* (owned) (nullable) work-needed: RFC 3339 */
  JaridaReportFaults  faults;         /* invalid: written; not read again */
} JaridaProblem;

JaridaProblem *jarida_problem_new       (JaridaProblemKind kind, const char *detail) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_problem_free      (JaridaProblem *self);
char          *jarida_problem_to_json   (const JaridaProblem *self) G_GNUC_WARN_UNUSED_RESULT;
/* What came with @status: never fails, and what is no problem body gives the kind NONE. @text may hold anything. */
JaridaProblem *jarida_problem_from_json (const char *text, gsize length, guint status) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaProblem, jarida_problem_free)

G_END_DECLS
