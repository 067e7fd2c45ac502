import lib.Q;
package bad;
interface PackageLate {
}
