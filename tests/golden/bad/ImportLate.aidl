interface ImportLate {
}
import lib.Q;
