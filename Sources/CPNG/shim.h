/// libpng's simplified writing, which needs no setjmp, and nothing more of it.
#ifndef CPNG_SHIM_H
#define CPNG_SHIM_H

#include <string.h>
#include <png.h>

/// Writes a picture of red, green and blue bytes, row by row; with no `memory`, only tells how large it would be.
///
/// Returns the size, or 0 where it does not go.
static inline size_t png_written(const unsigned char *pixels, unsigned width, unsigned height, void *memory, size_t room) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = room;
    int done = png_image_write_to_memory(&image, memory, &size, 0, pixels, 0, NULL);
    png_image_free(&image);
    return done ? size : 0;
}

/// Reads a picture into red, green and blue bytes; with no `pixels`, only tells its width and height.
///
/// Returns whether it is one.
static inline int png_read(
    const void *memory, size_t length, unsigned char *pixels, size_t room, unsigned *width, unsigned *height
) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    int done = png_image_begin_read_from_memory(&image, memory, length);
    if (done) {
        *width = image.width;
        *height = image.height;
        image.format = PNG_FORMAT_RGB;
        if (pixels) done = PNG_IMAGE_SIZE(image) <= room && png_image_finish_read(&image, NULL, pixels, 0, NULL);
    }
    png_image_free(&image);
    return done;
}

#endif
