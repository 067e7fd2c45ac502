/* all of it
interface OpenCommentBefore {
}
