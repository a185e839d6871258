#ifndef WEIR_CPOSTGRES_SHIM_H
#define WEIR_CPOSTGRES_SHIM_H

#include <libpq-fe.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* libpq names the fields of an error by character constants, which Swift does not import. */
static const int WEIR_DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int WEIR_DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int WEIR_DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int WEIR_DIAG_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int WEIR_DIAG_HINT = PG_DIAG_MESSAGE_HINT;

#endif
