package io.augmenta.zoo.recipe;

/** Papers that several families come from. */
final class Papers {

    static final String AUTO_ENCODING = "Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114";
    static final String VGG =
            "Simonyan and Zisserman 2015, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556";
    static final String RESIDUAL_LEARNING =
            "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv:1512.03385";

    private Papers() {}
}
