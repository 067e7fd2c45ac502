import lib.*;
interface ImportAll {
}
