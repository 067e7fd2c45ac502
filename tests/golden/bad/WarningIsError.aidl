// options: -Werror
interface WarningIsError {
}
/* open
